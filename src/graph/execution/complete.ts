import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { ignoreRejection, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type Execution, failed, isThenable, writeFields } from './execution.ts';
import { asInfo, type FieldInfo, type Path } from './fieldInfo.ts';
import { leafWriter } from './leafText.ts';
import { type FieldPlan, planBelow } from './plan.ts';

/** Where a value belongs: the field that it is of, and its place if it is an item of a list. */
export type Target = { execution: Execution; plan: FieldPlan; info: FieldInfo; item?: Path };

/** Writes a value that is of a type as JSON. Throws if it does not fit the type. */
export type Completer = (target: Target, value: unknown) => PromiseOrValue<string>;

/** Returns what writes values of a type, made once. */
export function completerOf(type: GraphQLOutputType): Completer {
  const known = completers.get(type);
  if (known) return known;
  const made = makeCompleter(type);
  completers.set(type, made);
  return made;
}

const completers = new WeakMap<GraphQLOutputType, Completer>();

function makeCompleter(type: GraphQLOutputType): Completer {
  if (isNonNullType(type)) return requiring(completerOf(type.ofType));
  if (isListType(type)) return orNull(listCompleter(type.ofType));
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return orNull((_, value) => write(value));
  }
  if (isAbstractType(type)) return orNull((target, value) => completeAbstract(type, target, value));
  return orNull((target, value) => completeObject(type, target, value));
}

/** An error that a resolver has returned counts as thrown. */
const orNull =
  (complete: Completer): Completer =>
  (target, value) => {
    if (value === null || value === undefined) return 'null';
    if (value instanceof Error) throw value;
    return complete(target, value);
  };

const requiring =
  (complete: Completer): Completer =>
  (target, value) => {
    const text = complete(target, value);
    return isThenable(text) ? text.then((text) => notNull(text, target)) : notNull(text, target);
  };

function notNull(text: string, { plan }: Target): string {
  if (text !== 'null') return text;
  throw new Error(`Cannot return null for non-nullable field ${nameOf(plan)}.`);
}

function listCompleter(itemType: GraphQLOutputType): Completer {
  const complete = completerOf(itemType);
  const isRequired = isNonNullType(itemType);
  // The place of a value that has nothing below it is needed only if it fails.
  const isPlaced = !isLeafType(getNamedType(itemType));

  function completeItem(target: Target, index: number, item: unknown): PromiseOrValue<string> {
    const { execution, plan, info } = target;
    const place = (): Path => ({ prev: target.item ?? info.path, key: index, typename: undefined });
    const placed: Target = isPlaced ? { execution, plan, info, item: place() } : target;
    const onFailure = (failure: unknown) => failed(execution, plan, placed.item ?? place(), isRequired, failure);
    try {
      const text = isThenable(item) ? item.then((resolved) => complete(placed, resolved)) : complete(placed, item);
      return typeof text === 'string' ? text : text.then(undefined, onFailure);
    } catch (failure) {
      return onFailure(failure);
    }
  }

  return (target, value) => {
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(target.plan)}".`);
    const texts: PromiseOrValue<string>[] = [];
    let isPending = false;
    try {
      for (const item of value) {
        const text = completeItem(target, texts.length, item);
        if (typeof text !== 'string') isPending = true;
        texts.push(text);
      }
    } catch (failure) {
      // Nobody waits any more for the items before.
      for (const text of texts) if (isThenable(text)) ignoreRejection(text);
      throw failure;
    }
    return isPending ? Promise.all(texts).then(listed) : listed(texts as string[]);
  };
}

const listed = (texts: readonly string[]) => `[${texts.join(',')}]`;

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function completeObject(type: GraphQLObjectType, { execution, plan, info, item }: Target, value: unknown) {
  return writeFields(execution, planBelow(plan, type), value, item ?? info.path);
}

function completeAbstract(type: GraphQLAbstractType, target: Target, value: unknown): PromiseOrValue<string> {
  const { execution, info, plan } = target;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const found = resolveType(value, execution.context, asInfo(info), type);
  const complete = (name: unknown) => completeObject(typeNamed(name, type, plan), target, value);
  return isThenable(found) ? found.then(complete) : complete(found);
}

function typeNamed(name: unknown, abstract: GraphQLAbstractType, plan: FieldPlan): GraphQLObjectType {
  const { schema } = plan.operation;
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`Abstract type "${abstract.name}" is of no type of the schema at field "${nameOf(plan)}".`);
}

const nameOf = ({ parentType, field }: FieldPlan) => `${parentType.name}.${field.name}`;
