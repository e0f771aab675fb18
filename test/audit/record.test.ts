import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { openAuditStore } from '../../src/audit/audit.ts';
import type { AuditStore } from '../../src/audit/auditStore.ts';
import type { Entry } from '../../src/audit/entry.ts';
import { createMacs, type Line, lineIn, textOf } from '../../src/audit/lines.ts';
import { createRecorder } from '../../src/audit/recorder.ts';
import { verifyAudit } from '../../src/audit/verify.ts';
import { dayMs } from '../../src/time.ts';
import { asAdministrator, findPostgres, ownTable } from '../accounts/store/postgresUrl.ts';

const hash = createHashName('the key of the test');
const directory = await mkdtemp(join(tmpdir(), 'audit-'));
const postgres = await findPostgres();
const tables: string[] = [];
afterAll(async () => {
  await rm(directory, { recursive: true });
  const all = tables.flatMap((table) => [table, `${table}_marks`]);
  if (all.length > 0) await asAdministrator(`DROP TABLE IF EXISTS ${all.join(', ')}`);
});

const begunAt = Date.parse('2026-11-24T12:00:00Z');

const entry = (at: number, tenant = 'acme', correlationId = String(at)): Entry => ({
  at: new Date(at).toISOString(),
  tenant,
  subject: 'user-1',
  correlationId,
  operation: null,
  documentHash: 'd',
  scopes: [],
  accountId: null,
  usedKey: true,
});

/** All problems of a record, and its lines. */
async function verified(store: Pick<AuditStore, 'all' | 'heads' | 'expired'>, key = hash) {
  const [lines, problems]: [Line[], string[]] = [[], []];
  await verifyAudit(store, key, {
    onLine: (line) => void lines.push(line),
    onProblem: (problem) => void problems.push(problem),
  });
  return { lines, problems };
}

let places = 0;
const kinds: [name: string, isThere: boolean, open: (name: string, fileBytes?: number) => Promise<AuditStore>][] = [
  ['in memory', true, () => openAuditStore({ storeUrl: 'memory:' })],
  [
    'in files',
    true,
    (name, fileBytes) => openAuditStore({ storeUrl: 'memory:', directory: join(directory, name), fileBytes }),
  ],
  [
    'in PostgreSQL',
    postgres !== null,
    (table) => openAuditStore({ storeUrl: postgres ?? '', table, timeouts: { queryTimeoutMs: 20_000 } }),
  ],
];

describe.each(kinds)('a record %s', (kind, isThere, open) => {
  const skip = it.skipIf(!isThere);

  async function prepare(fileBytes?: number) {
    const name = `${ownTable()}_audit_${places++}`;
    if (kind === 'in PostgreSQL') tables.push(name);
    const store = await open(name, fileBytes);
    return { name, store };
  }

  skip('has every entry once, in the order in which a process has written them, and is as it was written', async () => {
    const { store } = await prepare(2_000);
    const [one, other] = [createRecorder(store, hash, () => begunAt), createRecorder(store, hash, () => begunAt)];
    const written = Array.from({ length: 40 }, (_, index) => entry(begunAt + index));
    // Some at the same time, some one after another.
    for (let from = 0; from < written.length; from += 8)
      await Promise.all(
        written.slice(from, from + 8).map((each, index) => (index % 2 === 0 ? one : other).record(each)),
      );
    const { lines, problems } = await verified(store);
    expect(problems).toEqual([]);
    const ids = lines.flatMap((line) => (line.tenant === null ? [] : [JSON.parse(line.entry).correlationId]));
    expect(ids.toSorted()).toEqual(written.map(({ correlationId }) => correlationId).toSorted());
    expect(lines.filter(({ tenant }) => tenant === null)).toHaveLength(2);
    expect((await verified(store, createHashName('another key'))).problems.length).toBeGreaterThan(lines.length);
    await store.close();
  });

  skip("shows a tenant's entries page by page, the latest first, whichever process has written them", async () => {
    const { store } = await prepare(1_500);
    const recorders = [1, 2, 3].map(() => createRecorder(store, hash, () => begunAt));
    for (let index = 0; index < 30; index += 1)
      await recorders[index % 3]?.record(entry(begunAt + Math.floor(index / 2), index % 5 === 0 ? 'globex' : 'acme'));
    const seen: Line[] = [];
    for (;;) {
      const page = await store.page('acme', seen.at(-1) ?? null, 7);
      seen.push(...page);
      if (page.length < 7) break;
    }
    expect(seen).toHaveLength(24);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted((a, b) => b - a));
    expect(new Set(seen.map(({ chain, sequence }) => `${chain} ${sequence}`)).size).toBe(24);
    expect(new Set(seen.map(({ tenant }) => tenant))).toEqual(new Set(['acme']));
    await store.close();
  });

  skip('can be verified after old entries have expired, and after everything has', async () => {
    const { store } = await prepare(1);
    const macs = createMacs(hash);
    const recorder = createRecorder(store, hash, () => begunAt);
    const expire = (before: number) => store.expire(before, (chain, last) => macs.mark('expired', chain, last));
    for (let day = 0; day < 4; day += 1) await recorder.record(entry(begunAt + day * dayMs));
    await expire(begunAt + 2 * dayMs);
    const some = await verified(store);
    expect(some.problems).toEqual([]);
    expect(some.lines.map(({ at }) => (at - begunAt) / dayMs)).toEqual([2, 3]);
    await expire(begunAt + 10 * dayMs);
    expect(await verified(store)).toEqual({ lines: [], problems: [] });
    await recorder.record(entry(begunAt + 11 * dayMs));
    const later = await verified(store);
    expect(later.problems).toEqual([]);
    expect(later.lines).toHaveLength(1);
    await store.close();
  });

  skip('begins a new chain after a failure, and loses nothing that was acknowledged', async () => {
    const { store } = await prepare();
    let isFailing = false;
    const failing: Pick<AuditStore, 'append' | 'heads'> = {
      heads: store.heads,
      async append(lines, head) {
        if (isFailing && Math.random() < 0.5) await store.append(lines, head);
        if (isFailing) throw new Error('the answer is lost');
        await store.append(lines, head);
      },
    };
    const recorder = createRecorder(failing, hash, () => begunAt);
    const acknowledged: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      isFailing = index % 3 === 1;
      const id = String(index);
      await recorder.record(entry(begunAt, 'acme', id)).then(
        () => acknowledged.push(id),
        () => {},
      );
    }
    const { lines, problems } = await verified(store);
    expect(problems).toEqual([]);
    expect(acknowledged.length).toBe(13);
    const ids = lines.flatMap((line) => (line.tenant === null ? [] : [JSON.parse(line.entry).correlationId]));
    expect(ids).toEqual(expect.arrayContaining(acknowledged));
    await store.close();
  });
});

describe('a record that somebody has changed', async () => {
  const store = await openAuditStore({ storeUrl: 'memory:' });
  for (const _ of [1, 2]) {
    const recorder = createRecorder(store, hash, () => begunAt);
    for (let index = 0; index < 5; index += 1) await recorder.record(entry(begunAt + index));
  }
  const lines: Line[] = [];
  for await (const line of store.all()) lines.push(line as Line);
  const [heads, expired] = [await store.heads(), await store.expired()];
  const problemsOf = async (changed: readonly Line[], kept = heads) =>
    (
      await verified({
        heads: async () => kept,
        expired: async () => expired,
        async *all() {
          yield* changed;
        },
      })
    ).problems;

  it('is as it was written before', async () => {
    expect(lines).toHaveLength(12);
    expect(await problemsOf(lines)).toEqual([]);
  });

  it('shows whichever lines are removed, and where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(lines, { maxLength: lines.length - 1 }), async (kept) => {
        const problems = (await problemsOf(kept)).join('\n');
        for (const { chain } of lines.filter((line) => !kept.includes(line))) expect(problems).toContain(chain);
      }),
    );
  });

  it('names the place of a removed line', async () => {
    const { chain = '' } = lines[0] ?? {};
    expect(await problemsOf(lines.filter((_, index) => index !== 3))).toEqual([
      `Chain ${chain}: line 4 is missing before line 5.`,
    ]);
    expect(await problemsOf(lines.filter((_, index) => index < 4 || index > 5))).toEqual([
      `Chain ${chain}: lines 5 to 6 are missing at its end.`,
    ]);
  });

  it('shows a line that is changed in one character of its entry, or found under another tenant or time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(lines.length - 1),
        fc.nat(),
        fc.constantFrom('entry', 'tenant', 'at', 'mac'),
        async (index, at, what) => {
          const line = lines[index] as Line;
          const place = at % line.entry.length;
          const changed: Line = {
            ...line,
            ...(what === 'entry' && {
              entry: line.entry.slice(0, place) + (line.entry[place] === 'x' ? 'y' : 'x') + line.entry.slice(place + 1),
            }),
            ...(what === 'tenant' && { tenant: 'globex' }),
            ...(what === 'at' && { at: line.at + 1 }),
            ...(what === 'mac' && { mac: line.mac.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
          };
          expect(await problemsOf(lines.with(index, changed))).toContain(
            `Chain ${line.chain}: line ${line.sequence} has been changed.`,
          );
        },
      ),
    );
  });

  it('shows two lines that have changed places, and one that is there twice', async () => {
    for (let index = 0; index < 5; index += 1) {
      const [a, b] = [lines[index] as Line, lines[index + 1] as Line];
      expect(await problemsOf(lines.with(index, b).with(index + 1, a))).not.toEqual([]);
      expect(await problemsOf([...lines.slice(0, index + 1), ...lines.slice(index)])).not.toEqual([]);
    }
  });

  it('shows a chain that is missing with its end, a note of an end that is missing, and one that is forged', async () => {
    const first = lines[0]?.chain ?? '';
    expect(
      await problemsOf(
        lines.filter(({ chain }) => chain !== first),
        heads.filter(({ chain }) => chain !== first),
      ),
    ).toEqual([expect.stringContaining(`Chain ${first}: chain `)]);
    expect(
      await problemsOf(
        lines,
        heads.filter(({ chain }) => chain === first),
      ),
    ).toEqual([expect.stringContaining('the note of its end is missing')]);
    const shortened = heads.map((head) => ({ ...head, sequence: head.sequence - 1 }));
    const cut = lines.filter(({ sequence }) => sequence < 6);
    expect((await problemsOf(cut, shortened)).filter((each) => each.includes('has been changed'))).toHaveLength(2);
  });
});

/** Any code units, halves of pairs and controls among them. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

describe('files of the record', () => {
  const place = () => join(directory, `files-${places++}`);

  it('are readable by their owner only, and go on in another one when one is full or a day old', async () => {
    const path = place();
    const store = await openAuditStore({ storeUrl: 'memory:', directory: path, fileBytes: 2_000 });
    const recorder = createRecorder(store, hash, () => begunAt);
    for (let index = 0; index < 20; index += 1) await recorder.record(entry(begunAt + index));
    const names = () => readdir(path).then((all) => all.filter((name) => name.endsWith('.jsonl')));
    const full = await names();
    expect(full.length).toBeGreaterThan(2);
    await recorder.record(entry(begunAt + 2 * dayMs));
    expect((await names()).length).toBe(full.length + 1);
    for (const name of await readdir(path)) expect((await stat(join(path, name))).mode & 0o777, name).toBe(0o600);
    for (const name of full) expect((await stat(join(path, name))).size).toBeLessThan(3_000);
    expect((await verified(store)).problems).toEqual([]);
  });

  it('may end with a part of a line where a process was killed, and are wrong where a whole line is none', async () => {
    const path = place();
    const store = await openAuditStore({ storeUrl: 'memory:', directory: path });
    const recorder = createRecorder(store, hash, () => begunAt);
    for (let index = 0; index < 3; index += 1) await recorder.record(entry(begunAt + index));
    const [name = ''] = (await readdir(path)).filter((each) => each.endsWith('.jsonl'));
    const text = await readFile(join(path, name), 'utf8');
    await writeFile(join(path, name), text + text.slice(0, 50));
    expect((await verified(store)).problems).toEqual([]);
    await writeFile(join(path, name), text.slice(0, -20));
    expect((await verified(store)).problems).toEqual([expect.stringMatching(/line 4 is missing at its end/)]);
    await writeFile(join(path, name), text.replace('\n', '\nnothing\n'));
    expect((await verified(store)).problems).toEqual([`Not a line of the record: line 2 of ${name}.`]);
  });

  it('contain lines that are read back as written, whatever they contain', () => {
    fc.assert(
      fc.property(anyText, anyText, (tenant, subject) => {
        const macs = createMacs(hash);
        const line = macs.lineAfter(
          { sequence: 0, mac: '' },
          { chain: 'c', at: begunAt, tenant, entry: JSON.stringify({ ...entry(begunAt, tenant), subject }) },
        );
        expect(lineIn(textOf(line))).toEqual(line);
        expect(textOf(line)).not.toContain('\n');
      }),
    );
  });
});
