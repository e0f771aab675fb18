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
  sealed = await vault.seal('place-a', text);
});

describe('a sealed value', () => {
  it('opens in its own place', async () => {
    expect(await vault.open('place-a', sealed)).toBe(text);
  });

  it('shows nothing of what it holds, and is another each time', async () => {
    for (const part of sealed.split('.'))
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('0f8fad5b');
    expect(await vault.seal('place-a', text)).not.toBe(sealed);
  });

  it('of another place is refused', async () => {
    await expect(vault.open('place-b', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('is refused whichever character of it is altered', async () => {
    for (let at = 0; at < sealed.length; at += 1) {
      // By its lowest bit, which at the end of a part no decoder reads.
      const other = base64url[base64url.indexOf(sealed[at] ?? '') ^ 1] ?? 'A';
      const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
      await expect(vault.open('place-a', altered), `character ${at}`).rejects.toThrow(CredentialsUnreadable);
    }
  });

  it('is refused whichever bit of a byte it encodes is flipped', async () => {
    const parts = sealed.split('.');
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part, 'base64url');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const altered = parts.with(index, flipped.toString('base64url')).join('.');
        await expect(vault.open('place-a', altered), `part ${index}, bit ${bit}`).rejects.toThrow(
          CredentialsUnreadable,
        );
      }
    }
  });

  it('with a part of another value of the same place is refused', async () => {
    const other = (await vault.seal('place-a', text)).split('.');
    for (const [index, part] of sealed.split('.').entries()) {
      if (part === other[index]) continue;
      const mixed = sealed
        .split('.')
        .with(index, other[index] ?? '')
        .join('.');
      await expect(vault.open('place-a', mixed)).rejects.toThrow(CredentialsUnreadable);
    }
  });

  it.each([0, 4, 8, 12, 13, 14, 15])('with a tag cut to %i bytes is refused', async (length) => {
    const parts = sealed.split('.');
    const tag = Buffer.from(parts[4] ?? '', 'base64url')
      .subarray(0, length)
      .toString('base64url');
    await expect(vault.open('place-a', parts.with(4, tag).join('.'))).rejects.toThrow(CredentialsUnreadable);
  });

  it.each(['', 'x', '....', 'not sealed at all'])('is not what %j is', async (junk) => {
    await expect(vault.open('place-a', junk)).rejects.toThrow(CredentialsUnreadable);
  });

  it('under a master key that is not held is refused', async () => {
    const stranger = await vaultWith({ current: 'k2', keys: { k2: newKey() } });
    await expect(stranger.open('place-a', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('under another master key of the same name is refused', async () => {
    const stranger = await newVault();
    await expect(stranger.open('place-a', sealed)).rejects.toThrow(CredentialsUnreadable);
  });

  it('in a weaker algorithm is refused even with the right master key', async () => {
    const direct = await new CompactEncrypt(new TextEncoder().encode(text))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'k1', place: 'place-a' })
      .encrypt(createSecretKey(Buffer.from(oldKey, 'base64')));
    await expect(vault.open('place-a', direct)).rejects.toThrow(CredentialsUnreadable);
  });

  it('still opens after a newer master key has become current, which seals from then on', async () => {
    const added = newKey();
    const rotated = await vaultWith({ current: 'k2', keys: { k1: oldKey, k2: added } });
    expect(await rotated.open('place-a', sealed)).toBe(text);
    const retired = await vaultWith({ current: 'k2', keys: { k2: added } });
    expect(await retired.open('place-a', await rotated.seal('place-a', text))).toBe(text);
  });
});

describe('a text sealed quickly', () => {
  const short = '{"values":["Lefèvre"],"id":1}';

  it('opens in its own place only, and is another each time', () => {
    const [here, elsewhere] = [vault.sealer('place-a'), vault.sealer('place-b')];
    const quick = here.seal(short);
    expect(here.open(quick)).toBe(short);
    expect(vault.sealer('place-a').open(quick)).toBe(short);
    expect(elsewhere.open(quick)).toBeNull();
    expect(here.seal(short)).not.toBe(quick);
    expect(Buffer.from(quick, 'base64url').toString('latin1')).not.toContain('Lef');
  });

  it('does not open once any bit of it is flipped, or it is cut anywhere', () => {
    const { seal, open } = vault.sealer('place-a');
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

  it('opens with a master key that is not the current one any more, and with no other', async () => {
    const quick = vault.sealer('place-a').seal(short);
    const turned = await vaultWith({ current: 'k2', keys: { k1: oldKey, k2: newKey() } });
    const stranger = await vaultWith({ current: 'k1', keys: { k1: newKey() } });
    expect(turned.sealer('place-a').open(quick)).toBe(short);
    expect(stranger.sealer('place-a').open(quick)).toBeNull();
  });
});
