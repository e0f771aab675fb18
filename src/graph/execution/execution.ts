import { type GraphQLError, locatedError, responsePathAsArray } from 'graphql';
import type { PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { asInfo, FieldInfo, type Path } from './fieldInfo.ts';
import { argumentsIn, type FieldPlan, type ObjectPlan } from './plan.ts';

/** One execution of an operation. */
export type Execution = {
  context: GraphContext;
  variables: Record<string, unknown>;
  errors: GraphQLError[];
  /** The arguments of fields that depend on variables, once they were needed. */
  slots: (Record<string, unknown> | undefined)[];
};

/** Writes the fields of an object as JSON. They are resolved in order, and those that have to wait wait together. */
export function writeFields(
  execution: Execution,
  fields: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): PromiseOrValue<string> {
  let text = '';
  for (let index = 0; index < fields.length; index++) {
    const { before, plan } = fields[index] as ObjectPlan[number];
    const value = writeField(execution, plan, source, path);
    if (typeof value !== 'string')
      return writeRest(execution, { fields, from: index, text, first: value }, source, path);
    text += before + value;
  }
  return text === '' ? '{}' : `${text}}`;
}

type Rest = { fields: ObjectPlan; from: number; text: string; first: Promise<string> };

/** The same from the first field on that has to wait. */
async function writeRest(
  execution: Execution,
  { fields, from, text, first }: Rest,
  source: unknown,
  path: Path | undefined,
): Promise<string> {
  const values: PromiseOrValue<string>[] = [first];
  try {
    for (const { plan } of fields.slice(from + 1)) values.push(writeField(execution, plan, source, path));
  } catch (failure) {
    // What has begun ends before the object is given up.
    await Promise.allSettled(values);
    throw failure;
  }
  const written = await Promise.all(values);
  return `${text}${written.map((value, index) => `${fields[from + index]?.before}${value}`).join('')}}`;
}

function writeField(
  execution: Execution,
  plan: FieldPlan,
  source: unknown,
  path: Path | undefined,
): PromiseOrValue<string> {
  const { resolve } = plan.field;
  let info: FieldInfo | undefined;
  try {
    info = resolve && new FieldInfo(plan, execution, path);
    const value =
      resolve && info
        ? resolve(source, argumentsOf(execution, plan), execution.context, asInfo(info))
        : propertyOf(execution, plan, source, path);
    // Most values are of this kind.
    if (plan.writeLeaf && value !== null && value !== undefined && !isThenable(value) && !(value instanceof Error))
      return plan.writeLeaf(value);
    info ??= new FieldInfo(plan, execution, path);
    return complete(execution, plan, info, value);
  } catch (failure) {
    info ??= new FieldInfo(plan, execution, path);
    return failed(execution, plan, info.path, plan.isRequired, failure);
  }
}

function complete(execution: Execution, plan: FieldPlan, info: FieldInfo, value: unknown): PromiseOrValue<string> {
  const target = { execution, plan, info };
  const text = isThenable(value)
    ? value.then((resolved) => plan.complete(target, resolved))
    : plan.complete(target, value);
  if (typeof text === 'string') return text;
  return text.then(undefined, (failure) => failed(execution, plan, info.path, plan.isRequired, failure));
}

/** What a field without a resolver returns: the property of its name, or what that returns if it is a function. */
function propertyOf(execution: Execution, plan: FieldPlan, source: unknown, path: Path | undefined): unknown {
  if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
  const property = (source as Record<string, unknown>)[plan.field.name];
  return typeof property === 'function'
    ? property.call(source, argumentsOf(execution, plan), execution.context, new FieldInfo(plan, execution, path))
    : property;
}

/** The arguments of a field, which are the same for all its objects. */
function argumentsOf(execution: Execution, plan: FieldPlan): Record<string, unknown> {
  if (plan.fixedArguments) return plan.fixedArguments;
  const [node] = plan.nodes;
  if (!node) return {};
  execution.slots[plan.slot] ??= argumentsIn(plan.field, node, execution.variables);
  return execution.slots[plan.slot] as Record<string, unknown>;
}

/** Notes a failure and returns null in its place. Rethrows it where null does not fit, so that the object above becomes null. */
export function failed(
  execution: Execution,
  plan: FieldPlan,
  path: Path,
  isRequired: boolean,
  failure: unknown,
): string {
  const error = locatedError(failure, plan.nodes, responsePathAsArray(path));
  if (isRequired) throw error;
  execution.errors.push(error);
  return 'null';
}

export const isThenable = <Value>(value: Value | PromiseLike<Value>): value is Promise<Value> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
