import type { AuditStore } from './auditStore.ts';
import { createMacs, findingsIn, type KeyedHash, type Line, type Link, type Mark, origin } from './lines.ts';

/** A sentence that says where the record was altered. */
export type Problem = string;

type Chain = { at: Link; isNew: boolean };

/**
 * Reads the whole record in order and checks every line against the one before. Calls `onLine` with each line that there is, and `onProblem`
 * with each place where lines are missing, changed or moved.
 */
export async function verifyAudit(
  store: Pick<AuditStore, 'all' | 'heads' | 'expired'>,
  hash: KeyedHash,
  { onLine, onProblem }: { onLine: (line: Line) => Promise<void> | void; onProblem: (problem: Problem) => void },
): Promise<void> {
  const macs = createMacs(hash);
  const marks = createMarkReader(store, macs.isMark, onProblem);
  const heads = await marks('head');
  const chains = new Map<string, Chain>();
  const known = new Map<string, { sequence: number; by: string }>();

  for await (const line of store.all()) {
    if ('unreadable' in line) {
      onProblem(`Not a line of the record: ${line.unreadable}.`);
      continue;
    }
    const chain = chains.get(line.chain) ?? { at: (await marks('expired')).get(line.chain) ?? origin, isNew: true };
    chains.set(line.chain, chain);
    // What has expired may not be deleted yet.
    if (chain.isNew && line.sequence <= chain.at.sequence) continue;
    await onLine(line);
    const problem = problemOf(chain.at, line, macs.follows);
    if (problem !== null) onProblem(problem);
    else
      for (const { chain: earlier, sequence } of chainsNamedIn(line)) known.set(earlier, { sequence, by: line.chain });
    if (line.sequence > chain.at.sequence) chain.at = line;
    chain.isNew = false;
  }

  // A chain may have begun since the heads were first read.
  const latest = await marks('head');
  const expired = await marks('expired');
  for (const [chain, { sequence }] of heads) {
    const end = chains.get(chain)?.at ?? expired.get(chain) ?? origin;
    if (end.sequence < sequence) onProblem(`Chain ${chain}: ${span(end.sequence + 1, sequence)} missing at its end.`);
  }
  for (const chain of chains.keys())
    if (!latest.has(chain)) onProblem(`Chain ${chain}: the note of its end is missing.`);
  for (const [chain, { sequence, by }] of known)
    if ((latest.get(chain)?.sequence ?? 0) < sequence)
      onProblem(`Chain ${chain}: chain ${by} began after its line ${sequence}, which is not there.`);
}

function createMarkReader(
  store: Pick<AuditStore, 'heads' | 'expired'>,
  isMark: (kind: 'head' | 'expired', mark: Mark) => boolean,
  onProblem: (problem: Problem) => void,
) {
  const reported = new Set<string>();
  return async (kind: 'head' | 'expired'): Promise<ReadonlyMap<string, Mark>> => {
    const marks = await (kind === 'head' ? store.heads() : store.expired());
    for (const mark of marks) {
      const problem = `Chain ${mark.chain}: the note of its ${kind === 'head' ? 'end' : 'expired lines'} has been changed.`;
      if (isMark(kind, mark) || reported.has(problem)) continue;
      reported.add(problem);
      onProblem(problem);
    }
    return new Map(marks.filter((mark) => isMark(kind, mark)).map((mark) => [mark.chain, mark]));
  };
}

function problemOf(before: Link, line: Line, follows: (before: Link, line: Line) => boolean): Problem | null {
  const next = before.sequence + 1;
  if (line.sequence < next) return `Chain ${line.chain}: line ${line.sequence} is there twice, or not in its place.`;
  if (line.sequence > next)
    return `Chain ${line.chain}: ${span(next, line.sequence - 1)} missing before line ${line.sequence}.`;
  const found = findingsIn(line.entry);
  const isFound = found !== null && found.at === line.at && found.tenant === line.tenant;
  return isFound && follows(before, line) ? null : `Chain ${line.chain}: line ${line.sequence} has been changed.`;
}

const span = (from: number, to: number) => (from === to ? `line ${from} is` : `lines ${from} to ${to} are`);

function chainsNamedIn({ tenant, entry }: Line): { chain: string; sequence: number }[] {
  if (tenant !== null) return [];
  const { openedAfter = [] }: { openedAfter?: { chain: string; sequence: number }[] } = JSON.parse(entry);
  return openedAfter;
}
