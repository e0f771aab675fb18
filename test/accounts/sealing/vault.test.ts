import { createSecretKey } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { CredentialsUnreadable } from '../../../src/accounts/errors.ts';
import type { Vault } from '../../../src/accounts/sealing/vault.ts';
import { newKey, newVault, vaultWith } from './keyrings.ts';

const text = '{"apiKey":"0f8fad5b-d9cb-469f-a165-70867728950e"}';
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const oldKey = newKey();
let vault: Vault;
let sealed = '';

beforeAll(async () => {
  vault = await vaultWith({ current: 'k1', keys: { k1: oldKey } });
  sealed = await vault.seal('context-a', text);
});

describe('a sealed value', () => {
  it('opens with its own context', async () => {
    expect(await vault.open('context-a', sealed)).toBe(text);
  });

  it('reveals nothing of its content, and differs each time', async () => {
    for (const part of sealed.split('.'))
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('0f8fad5b');
    expect(await vault.seal('context-a', text)).not.toBe(sealed);
  });

  it('is refused with another context', async () => {
    await expect(vault.open('context-b', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('is refused when any character is altered', async () => {
    for (let at = 0; at < sealed.length; at += 1) {
      // By its lowest bit, which at the end of a part no decoder reads.
      const other = base64url[base64url.indexOf(sealed[at] ?? '') ^ 1] ?? 'A';
      const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
      await expect(vault.open('context-a', altered), `character ${at}`).rejects.toThrow(CredentialsUnreadable);
    }
  });

  it('is refused when any bit of its bytes is flipped', async () => {
    const parts = sealed.split('.');
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const altered = parts.with(index, flipped.toString('base64url')).join('.');
        await expect(vault.open('context-a', altered), `part ${index}, bit ${bit}`).rejects.toThrow(
          CredentialsUnreadable,
        );
      }
    }
  });

  it('is refused with a part of another value of the same context', async () => {
    const other = (await vault.seal('context-a', text)).split('.');
    for (const [index, part] of sealed.split('.').entries()) {
      if (part === other[index]) continue;
      const mixed = sealed
        .split('.')
        .with(index, other[index] ?? '')
        .join('.');
      await expect(vault.open('context-a', mixed)).rejects.toThrow(CredentialsUnreadable);
    }
  });

  it.each([0, 4, 8, 12, 13, 14, 15])('is refused with a tag cut to %i bytes', async (length) => {
    const parts = sealed.split('.');
    const tag = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, length)
      .toString('base64url');
    await expect(vault.open('context-a', parts.with(4, tag).join('.'))).rejects.toThrow(CredentialsUnreadable);
  });

  it.each(['', 'x', '....', 'not sealed at all'])('is refused in the form of %j', async (junk) => {
    await expect(vault.open('context-a', junk)).rejects.toThrow(CredentialsUnreadable);
  });

  it('is refused when its master key is not in the keyring', async () => {
    const stranger = await vaultWith({ current: 'k2', keys: { k2: newKey() } });
    await expect(stranger.open('context-a', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('is refused with another master key of the same id', async () => {
    const stranger = await newVault();
    await expect(stranger.open('context-a', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('is refused with a weaker algorithm, even under the right master key', async () => {
    const direct = await new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'k1', place: 'context-a' })
      .encrypt(createSecretKey(Buffer.from(oldKey, 'base64')));
    await expect(vault.open('context-a', direct)).rejects.toThrow(CredentialsUnreadable);
  });

  it('still opens after a newer master key has become current, which seals from then on', async () => {
    const added = newKey();
    const rotated = await vaultWith({ current: 'k2', keys: { k1: oldKey, k2: added } });
    expect(await rotated.open('context-a', sealed)).toBe(text);
    const retired = await vaultWith({ current: 'k2', keys: { k2: added } });
    expect(await retired.open('context-a', await rotated.seal('context-a', text))).toBe(text);
  });
});

describe('a text sealed by a synchronous sealer', () => {
  const short = '{"values":["Lefèvre"],"id":1}';

  it('opens with its own context only, and differs each time', () => {
    const [here, elsewhere] = [vault.sealer('context-a'), vault.sealer('context-b')];
    const quick = here.seal(short);
    expect(here.open(quick)).toBe(short);
    expect(vault.sealer('context-a').open(quick)).toBe(short);
    expect(elsewhere.open(quick)).toBeNull();
    expect(here.seal(short)).not.toBe(quick);
    expect(Buffer.from(quick, 'base64url').toString('latin1')).not.toContain('Lef');
  });

  it('does not open when any bit is flipped or it is cut anywhere', () => {
    const { seal, open } = vault.sealer('context-a');
    const sealed = seal(short);
    const bytes = Buffer.from(sealed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open(flipped.toString('base64url')), `bit ${bit}`).toBeNull();
    }
    for (let length = 0; length < bytes.length; length += 1)
      expect(open(bytes.subarray(0, length).toString('base64url')), `${length} bytes`).toBeNull();
    for (const junk of ['', '.', `.${sealed}`, `${sealed}.`, `${sealed}=`, `${sealed}.k1`])
      expect(open(junk)).toBeNull();
  });

  it('opens with its master key when that is no longer current, and with no other', async () => {
    const quick = vault.sealer('context-a').seal(short);
    const turned = await vaultWith({ current: 'k2', keys: { k1: oldKey, k2: newKey() } });
    const stranger = await vaultWith({ current: 'k1', keys: { k1: newKey() } });
    expect(turned.sealer('context-a').open(quick)).toBe(short);
    expect(stranger.sealer('context-a').open(quick)).toBeNull();
  });
});

describe('a digest', () => {
  const text = '[1,"3000"]';

  it('is the same for the same text and context, and different for any other', () => {
    const [here, elsewhere] = [vault.digester('context-a'), vault.digester('context-b')];
    expect(vault.digester('context-a').digest(text)).toBe(here.digest(text));
    expect(here.digest('[1,"3001"]')).not.toBe(here.digest(text));
    expect(elsewhere.digest(text)).not.toBe(here.digest(text));
  });

  it('depends on a secret, so that nobody can try out texts', async () => {
    const stranger = await vaultWith({ current: 'k1', keys: { k1: newKey() } });
    expect(stranger.digester('context-a').digest(text)).not.toBe(vault.digester('context-a').digest(text));
  });

  it('is made with the current master key, and can still be compared when that is no longer current', async () => {
    const before = vault.digester('context-a').digest(text);
    const turned = (await vaultWith({ current: 'k2', keys: { k1: oldKey, k2: newKey() } })).digester('context-a');
    expect(turned.digest(text)).not.toBe(before);
    expect(turned.keyIdOf(turned.digest(text))).toBe('k2');
    expect(turned.digest(text, turned.keyIdOf(before) ?? '')).toBe(before);
    const retired = (await vaultWith({ current: 'k2', keys: { k2: newKey() } })).digester('context-a');
    for (const unknown of [before, '', 'nonsense', `${before}A`, `${before}=`])
      expect(retired.keyIdOf(unknown)).toBeNull();
  });
});
