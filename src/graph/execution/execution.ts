import { locatedError, responsePathAsArray } from 'graphql';
import { argumentsOf } from './arguments.ts';
import { asInfo, FieldInfo } from './fieldInfo.ts';
import { asciiOf, JsonWriter } from './jsonWriter.ts';
import type { Execution, FieldPlan, ObjectPlan, Path, Target } from './model.ts';

const [open, close] = [asciiOf('{'), asciiOf('}')];

/** Writes the fields of an object, which are resolved in order. Throws if one fails that cannot be null. */
export function writeFields(
  writer: JsonWriter,
  execution: Execution,
  fields: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): void {
  if (fields.fields.length === 0) writer.ascii(open);
  for (const { before, plan } of fields.fields) {
    writer.ascii(before);
    writeField(writer, execution, plan, source, path);
  }
  writer.ascii(close);
}

function writeField(
  writer: JsonWriter,
  execution: Execution,
  plan: FieldPlan,
  source: unknown,
  path: Path | undefined,
): void {
  const { resolve } = plan.field;
  const { length } = writer;
  let info: FieldInfo | undefined;
  let value: unknown;
  try {
    info = resolve && new FieldInfo(plan, execution, path);
    value =
      resolve && info
        ? resolve(source, argumentsOf(execution, plan), execution.context, asInfo(info))
        : propertyOf(execution, plan, source, path);
    // Most values are of this kind.
    if (plan.writeLeaf && value !== null && value !== undefined && !isThenable(value) && !(value instanceof Error)) {
      plan.writeLeaf(writer, value);
      return;
    }
  } catch (failure) {
    writer.takeBack({ length, gaps: writer.gaps });
    info ??= new FieldInfo(plan, execution, path);
    writeFailure(writer, execution, plan, info.path, plan.isRequired, failure);
    return;
  }
  const field = info ?? new FieldInfo(plan, execution, path);
  writeResolved(writer, value, { execution, plan, info: field }, plan);
}

/** What writes a value, and whether it cannot be null. */
type Written = Pick<FieldPlan, 'complete' | 'isRequired'>;

/** The place of a value; `index` is given where it is an item of a list whose places are made only for failures. */
const placeOf = ({ item, info }: Target, index?: number): Path => {
  const place = item ?? info.path;
  return index === undefined ? place : { prev: place, key: index, typename: undefined };
};

/**
 * Writes a value that a resolver has returned, or leaves a gap for it; null if it fails and can be null. Throws, or fills no gap, if it fails
 * and cannot be null, so that the object above becomes null.
 */
export function writeResolved(
  writer: JsonWriter,
  value: unknown,
  target: Target,
  { complete, isRequired }: Written,
  index?: number,
): void {
  const { execution, plan } = target;
  if (isThenable(value)) {
    const later = (settled: unknown) => {
      const content = new JsonWriter();
      complete(content, target, settled);
      return content.filled();
    };
    writer.gap(value.then(later).catch((failure) => nullFor(target, isRequired, index, failure)));
    return;
  }
  const { length, gaps } = writer;
  try {
    complete(writer, target, value);
  } catch (failure) {
    writer.takeBack({ length, gaps });
    writeFailure(writer, execution, plan, placeOf(target, index), isRequired, failure);
    return;
  }
  // A later failure makes this value null, not the parent object.
  if (writer.gaps > gaps && !isRequired)
    writer.gap(
      writer
        .setApart({ length, gaps })
        .filled()
        .catch((failure) => nullFor(target, isRequired, index, failure)),
    );
}

function nullFor(target: Target, isRequired: boolean, index: number | undefined, failure: unknown): JsonWriter {
  const content = new JsonWriter();
  writeFailure(content, target.execution, target.plan, placeOf(target, index), isRequired, failure);
  return content;
}

/** Notes a failure and writes null in its place. Rethrows it where null does not fit. */
function writeFailure(
  writer: JsonWriter,
  { errors }: Execution,
  plan: FieldPlan,
  path: Path,
  isRequired: boolean,
  failure: unknown,
): void {
  const error = locatedError(failure, plan.nodes, responsePathAsArray(path));
  if (isRequired) throw error;
  errors.push(error);
  writer.null();
}

/** What a field without a resolver returns: the property of its name, or what that returns if it is a function. */
function propertyOf(execution: Execution, plan: FieldPlan, source: unknown, path: Path | undefined): unknown {
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
  const property = (source as Record<string, unknown>)[plan.field.name];
  return typeof property === 'function'
    ? property.call(source, argumentsOf(execution, plan), execution.context, new FieldInfo(plan, execution, path))
    : property;
}

export const isThenable = <Value>(value: Value | PromiseLike<Value>): value is Promise<Value> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
