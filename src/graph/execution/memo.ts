import type { Fetched } from '../../cache/rows.ts';
import type { GraphContext } from '../context.ts';
import { writeFields } from './execution.ts';
import type { JsonWriter } from './jsonWriter.ts';
import type { Execution, Memo, MemoKey, MemoPlan, Memos, ObjectPlan, Path } from './model.ts';
import { bytesOf, createRepeat, ofObject, trackInputs } from './trackedContext.ts';
import { viewpointOf } from './viewpoint.ts';

/** Memos of one row; each operation has its own. */
const mostOfRow = 8;

/** Where none of so many objects could be kept, no more are written to be. */
const mostInVain = 200;

/**
 * Writes an object's fields. The JSON of a row is written once, and copied for as long as all lists that it was written from are the same, and
 * the viewer has the same scopes: its fields are then not resolved again. What fails, has to be awaited or depends on anything else is kept
 * nowhere. What the audit notes is noted each time.
 */
export function writeMemoized(
  writer: JsonWriter,
  execution: Execution,
  fields: ObjectPlan,
  source: unknown,
  path: Path,
): void {
  const { memo } = fields;
  const memos = memo && isRow(source) ? memosOf(execution) : null;
  if (memo === null || memos === null || !isRow(source)) {
    writeFields(writer, execution, fields, source, path);
    return;
  }
  const { context } = execution;
  const key = memos.keyOf(memo);
  const known = memos.byRow.of(source);
  const found = memoWith(key, known);
  if (found && memos.repeat(found.inputs)) {
    writer.encoded(found.json);
    return;
  }
  if (!isWorthKeeping(memo) || !isOfAccount(source, context)) {
    writeFields(writer, execution, fields, source, path);
    return;
  }
  const kept = writeTracked(writer, execution, fields, source, path);
  memo.written += 1;
  if (kept === null) return;
  memo.kept += 1;
  const size = bytesOfMemo + kept.json.length + bytesOf(kept.inputs);
  memos.byRow.keep(source, [{ key, ...kept, size }, ...known.filter((each) => each.key !== key)].slice(0, mostOfRow));
}

// What V8 takes on 64 bits, about.
const bytesOfMemo = 320;

/** Writes an object's fields; returns what is to be kept of them, or null if nothing can be. */
function writeTracked(
  writer: JsonWriter,
  execution: Execution,
  fields: ObjectPlan,
  source: unknown,
  path: Path,
): Pick<Memo, 'json' | 'inputs'> | null {
  const { errors, context } = execution;
  const before = { length: writer.length, gaps: writer.gaps, errors: errors.length };
  const tracked = trackInputs(context, ofObject);
  writeFields(writer, { ...execution, context: tracked.context, memos: null }, fields, source, path);
  const inputs = tracked.inputs();
  if (inputs === null || writer.gaps > before.gaps || errors.length > before.errors) return null;
  return { inputs, json: writer.copyFrom(before.length) };
}

/** An operation that is sent once takes no memory. */
const isWorthKeeping = ({ operation, written, kept }: MemoPlan): boolean =>
  operation.executions > 1 && (kept > 0 || written < mostInVain);

const isRow = (source: unknown): source is Fetched<{ id: number }> =>
  typeof source === 'object' && source !== null && 'fetchedAt' in source && 'id' in source;

/** Whether a row is the one that the cache of this account has, and not made for this request. */
const isOfAccount = (row: Fetched<{ id: number }>, { connection }: GraphContext): boolean =>
  connection()
    .loaders.employees.cached(row.id)
    ?.some((each) => each === row) ?? false;

function memoWith(key: MemoKey, memos: readonly Memo[]): Memo | undefined {
  for (const memo of memos) if (memo.key === key) return memo;
}

function memosOf(execution: Execution): Memos | null {
  if (execution.memos === undefined) execution.memos = openMemos(execution);
  return execution.memos;
}

function openMemos({ context, variables }: Execution): Memos {
  const viewpoint = viewpointOf(context);
  const keys = new Map<MemoPlan, MemoKey>();
  function makeKey(memo: MemoPlan): MemoKey {
    const values = memo.variables.map((name) => variables[name] ?? null);
    const text = JSON.stringify([viewpoint, values]);
    const key = memo.keys.get(text) ?? { text };
    memo.keys.set(text, key);
    return key;
  }
  return {
    byRow: context.connection().derived(),
    repeat: createRepeat(context),
    keyOf(memo) {
      const key = keys.get(memo) ?? makeKey(memo);
      keys.set(memo, key);
      return key;
    },
  };
}
