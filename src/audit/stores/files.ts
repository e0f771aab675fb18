import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { groupBy } from '../../groupBy.ts';
import { type AuditStore, isAfter, latestFirst } from '../auditStore.ts';
import { type Line, lineIn, type Mark, textOf } from '../lines.ts';

/** A file of lines, named by its first: when that was written, and its place in its chain. */
type LinesFile = { name: string; chain: string; begunAt: number; sequence: number };

const fileName = /^audit-(\d{15})-([\w-]{1,64})-(\d{12})\.jsonl$/;
const markName = (kind: 'head' | 'expired', chain: string) => `${chain}.${kind}.json`;
const markSchema = z.object({
  chain: z.string(),
  sequence: z.int().min(1),
  mac: z.string(),
  signature: z.string(),
});

/** Only their owner may read the files. */
const mode = 0o600;

/**
 * Keeps the record in files of a directory. A chain goes on in a new file once the one before has this many bytes or is a day old. Several
 * processes may share the directory: each writes its own chains.
 */
export async function openAuditFiles(directory: string, mostBytes: number, mostMs: number): Promise<AuditStore> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  /** The file that a chain is written to, as long as it is not full. */
  let current: (LinesFile & { bytes: number }) | null = null;

  async function files(): Promise<LinesFile[]> {
    return (await readdir(directory)).toSorted().flatMap((name) => {
      const [, begunAt, chain, sequence] = fileName.exec(name) ?? [];
      return chain === undefined ? [] : { name, chain, begunAt: Number(begunAt), sequence: Number(sequence) };
    });
  }

  /** The files of each chain, in its order. */
  async function filesByChain(): Promise<LinesFile[][]> {
    const byChain = groupBy(await files(), ({ chain }) => chain);
    return [...byChain.values()].map((ofChain) => ofChain.toSorted((a, b) => a.sequence - b.sequence));
  }

  async function marks(kind: 'head' | 'expired'): Promise<Mark[]> {
    const names = (await readdir(directory)).filter((name) => name.endsWith(`.${kind}.json`));
    const read = await Promise.all(
      names.map(async (name) => {
        const path = join(directory, name);
        const [text, { birthtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
        return { mark: markSchema.parse(JSON.parse(text)), birthtimeMs };
      }),
    );
    return read.sort((a, b) => b.birthtimeMs - a.birthtimeMs).map(({ mark }) => mark);
  }

  async function setMark(kind: 'head' | 'expired', mark: Mark): Promise<void> {
    const path = join(directory, markName(kind, mark.chain));
    await writeFile(`${path}.new`, `${JSON.stringify(mark)}\n`, { mode });
    await rename(`${path}.new`, path);
  }

  /** What is in a file. A last line without its end was never acknowledged: the process was killed while it wrote it. */
  async function* linesOf({ name }: LinesFile): AsyncGenerator<Line | { unreadable: string }> {
    const text = await readFile(join(directory, name), 'utf8').catch(noneIfExpired);
    const texts = text.split('\n').slice(0, -1);
    for (const [index, text] of texts.entries()) yield lineIn(text) ?? { unreadable: `line ${index + 1} of ${name}` };
  }

  return {
    async append(lines, head) {
      const [first] = lines;
      if (first === undefined) return;
      if (current?.chain !== head.chain || current.bytes >= mostBytes || first.at - current.begunAt >= mostMs)
        current = { ...fileOf(first), bytes: 0 };
      const text = lines.map((line) => `${textOf(line)}\n`).join('');
      current.bytes += Buffer.byteLength(text);
      await appendDurably(join(directory, current.name), text);
      await setMark('head', head);
    },
    heads: () => marks('head'),
    expired: () => marks('expired'),
    async page(tenant, after, most) {
      const found: Line[] = [];
      const isTheirs = JSON.stringify({ tenant }).slice(1, -1);
      for (const file of (await files()).reverse()) {
        if (after !== null && file.begunAt > after.at) continue;
        // Files of other processes may overlap, so that what an earlier file contains may still come first.
        const [oldest] = found.length >= most ? found.sort(latestFirst).slice(most - 1) : [];
        if (oldest && (await stat(join(directory, file.name))).mtimeMs < oldest.at) continue;
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
    async *all() {
      for (const ofChain of await filesByChain()) for (const file of ofChain) yield* linesOf(file);
    },
    async expire(before, markOf) {
      for (const ofChain of await filesByChain())
        for (const file of ofChain) {
          let last: Line | null = null;
          for await (const line of linesOf(file)) if (!('unreadable' in line)) last = line;
          // The latest line of a file is its last one.
          if (last === null || last.at >= before) break;
          await setMark('expired', markOf(file.chain, last));
          await rm(join(directory, file.name));
        }
    },
    async close() {},
  };
}

const fileOf = ({ chain, at, sequence }: Line): LinesFile => ({
  name: `audit-${String(at).padStart(15, '0')}-${chain}-${String(sequence).padStart(12, '0')}.jsonl`,
  chain,
  begunAt: at,
  sequence,
});

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
