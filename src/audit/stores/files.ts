import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { groupBy } from '../../groupBy.ts';
import { type AuditStore, isAfter, latestFirst, type Position } from '../auditStore.ts';
import { type Line, lineIn, type Mark, textOf } from '../lines.ts';

/** A file of lines, named by its first: when that was written, and its place in its chain. */
type LinesFile = { name: string; chain: string; begunAt: number; sequence: number };
type MarkKind = 'head' | 'expired';

/** Only their owner may read the files. */
const mode = 0o600;

/**
 * Keeps the record in files of a directory. A chain continues in a new file once the previous one has reached this size or age. Several
 * processes may share the directory: each writes its own chains.
 */
export async function openAuditFiles(directory: string, mostBytes: number, mostMs: number): Promise<AuditStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const marks = marksIn(directory);
  const files = filesIn(directory);
  let current: (LinesFile & { bytes: number }) | null = null;

  return {
    async append(lines, head) {
      const [first] = lines;
      if (first === undefined) return;
      if (current?.chain !== head.chain || current.bytes >= mostBytes || first.at - current.begunAt >= mostMs)
        current = { ...fileOf(first), bytes: 0 };
      const text = lines.map((line) => `${textOf(line)}\n`).join('');
      current.bytes += Buffer.byteLength(text);
      await appendDurably(join(directory, current.name), text);
      await marks.set('head', head);
    },
    heads: () => marks.all('head'),
    expired: () => marks.all('expired'),
    page: files.page,
    async *all() {
      for (const ofChain of await files.byChain()) for (const file of ofChain) yield* files.linesOf(file);
    },
    async expire(before, markOf) {
      for (const ofChain of await files.byChain())
        for (const file of ofChain) {
          // The latest line of a file is its last one.
          const last = await files.lastOf(file);
          if (last === null || last.at >= before) break;
          await marks.set('expired', markOf(file.chain, last));
          await rm(join(directory, file.name));
        }
    },
    async close() {},
  };
}

const fileName = /^audit-(\d{15})-([\w-]{1,64})-(\d{12})\.jsonl$/;

const fileOf = ({ chain, at, sequence }: Line): LinesFile => ({
  name: `audit-${String(at).padStart(15, '0')}-${chain}-${String(sequence).padStart(12, '0')}.jsonl`,
  chain,
  begunAt: at,
  sequence,
});

function filesIn(directory: string) {
  async function list(): Promise<LinesFile[]> {
    return (await readdir(directory)).toSorted().flatMap((name) => {
      const [, begunAt, chain, sequence] = fileName.exec(name) ?? [];
      return chain === undefined ? [] : { name, chain, begunAt: Number(begunAt), sequence: Number(sequence) };
    });
  }

  /** The contents of a file. A last line without its end was never acknowledged: the process was killed while writing it. */
  async function* linesOf({ name }: LinesFile): AsyncGenerator<Line | { unreadable: string }> {
    const text = await readFile(join(directory, name), 'utf8').catch(noneIfExpired);
    for (const [index, line] of text.split('\n').slice(0, -1).entries())
      yield lineIn(line) ?? { unreadable: `line ${index + 1} of ${name}` };
  }

  return {
    linesOf,
    /** The files of each chain, in its order. */
    async byChain(): Promise<LinesFile[][]> {
      const byChain = groupBy(await list(), ({ chain }) => chain);
      return [...byChain.values()].map((ofChain) => ofChain.toSorted((a, b) => a.sequence - b.sequence));
    },
    async lastOf(file: LinesFile): Promise<Line | null> {
      let last: Line | null = null;
      for await (const line of linesOf(file)) if (!('unreadable' in line)) last = line;
      return last;
    },
    async page(tenant: string, after: Position | null, most: number): Promise<Line[]> {
      const found: Line[] = [];
      const isTheirs = JSON.stringify({ tenant }).slice(1, -1);
      for (const file of (await list()).reverse()) {
        if (after !== null && file.begunAt > after.at) continue;
        // Files of several processes overlap: what is in an earlier one may have been written later.
        const last = found.length < most ? undefined : found.sort(latestFirst)[most - 1];
        if (last && (await modifiedAt(join(directory, file.name))) < last.at) continue;
        for await (const line of linesOf(file))
          if (
            !('unreadable' in line) &&
            line.entry.includes(isTheirs) &&
            line.tenant === tenant &&
            isAfter(line, after)
          )
            found.push(line);
      }
      return found.sort(latestFirst).slice(0, most);
    },
  };
}

const modifiedAt = async (path: string) => (await stat(path).catch(() => null))?.mtimeMs ?? 0;

/** A file that has been listed may be deleted by another process before it is read. */
function noneIfExpired(failure: unknown): string {
  if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return '';
  throw failure;
}

/** The file is opened for each append: it may have expired since the last one. */
async function appendDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', mode);
  try {
    await file.appendFile(text);
    await file.datasync();
  } finally {
    await file.close();
  }
}

const markSchema = z.object({
  chain: z.string(),
  sequence: z.int().min(1),
  mac: z.string(),
  signature: z.string(),
});

/** Each mark is a separate file, which is replaced as a whole. */
function marksIn(directory: string) {
  return {
    async set(kind: MarkKind, mark: Mark): Promise<void> {
      const path = join(directory, `${mark.chain}.${kind}.json`);
      await writeFile(`${path}.new`, `${JSON.stringify(mark)}\n`, { mode });
      await rename(`${path}.new`, path);
    },
    /** The latest chains first. */
    async all(kind: MarkKind): Promise<Mark[]> {
      const names = (await readdir(directory)).filter((name) => name.endsWith(`.${kind}.json`));
      const read = names.map(async (name) => {
        const path = join(directory, name);
        const mark = markSchema.parse(JSON.parse(await readFile(path, 'utf8')));
        return { mark, at: await modifiedAt(path) };
      });
      return (await Promise.all(read)).sort((a, b) => b.at - a.at).map(({ mark }) => mark);
    },
  };
}
