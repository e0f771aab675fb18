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
  locatedError,
  responsePathAsArray,
} from 'graphql';
import { isThenable, writeResolved } from './execution.ts';
import { asInfo } from './fieldInfo.ts';
import { asciiOf, JsonWriter } from './jsonWriter.ts';
import { leafWriter } from './leaf.ts';
import { writeMemoized } from './memo.ts';
import type { Completer, FieldPlan, Target } from './model.ts';

const completers = new WeakMap<GraphQLOutputType, Completer>();

/** Returns the function that writes values of a type, created once. */
export function completerOf(type: GraphQLOutputType): Completer {
  const known = completers.get(type);
  if (known) return known;
  const made = makeCompleter(type);
  completers.set(type, made);
  return made;
}

function makeCompleter(type: GraphQLOutputType): Completer {
  if (isNonNullType(type)) return requiring(completerOf(type.ofType));
  if (isListType(type)) return orNull(listWriter(type.ofType));
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return orNull((writer, _, value) => write(writer, value));
  }
  if (isAbstractType(type)) return orNull((writer, target, value) => writeAbstract(type, writer, target, value));
  return orNull((writer, target, value) => writeObject(type, writer, target, value));
}

type Write = (writer: JsonWriter, target: Target, value: unknown) => void;

/** An error that a resolver has returned counts as thrown. */
const orNull =
  (write: Write): Completer =>
  (writer, target, value) => {
    if (value === null || value === undefined) {
      writer.null();
      return true;
    }
    if (value instanceof Error) throw value;
    write(writer, target, value);
    return false;
  };

const requiring =
  (complete: Completer): Completer =>
  (writer, target, value) => {
    if (!complete(writer, target, value)) return false;
    throw new Error(`Cannot return null for non-nullable field ${nameOf(target.plan)}.`);
  };

const [open, comma, close] = [asciiOf('['), asciiOf(','), asciiOf(']')];

function listWriter(itemType: GraphQLOutputType): Write {
  const written = { complete: completerOf(itemType), isRequired: isNonNullType(itemType) };
  // The path of a leaf value is needed only if it fails.
  const isPlaced = !isLeafType(getNamedType(itemType));

  return (writer, target, value) => {
    const { execution, plan, info } = target;
    if (!isIterable(value))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(plan)}".`);
    writer.ascii(open);
    let index = 0;
    for (const item of value) {
      if (index > 0) writer.ascii(comma);
      if (isPlaced) {
        const place = { prev: target.item ?? info.path, key: index, typename: undefined };
        writeResolved(writer, item, { execution, plan, info, item: place }, written);
      } else writeResolved(writer, item, target, written, index);
      index += 1;
    }
    writer.ascii(close);
  };
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const writeObject = (
  type: GraphQLObjectType,
  writer: JsonWriter,
  { execution, plan, info, item }: Target,
  value: unknown,
) => writeMemoized(writer, execution, plan.below(type), value, item ?? info.path);

function writeAbstract(type: GraphQLAbstractType, writer: JsonWriter, target: Target, value: unknown): void {
  const { execution, info, plan, item = info.path } = target;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const found = resolveType(value, execution.context, asInfo(info), type);
  if (!isThenable(found)) {
    writeObject(typeNamed(found, type, plan), writer, target, value);
    return;
  }
  const later = async (name: unknown) => {
    const content = new JsonWriter();
    writeObject(typeNamed(name, type, plan), content, target, value);
    return content.filled();
  };
  const locate = (failure: unknown) => {
    throw locatedError(failure, plan.nodes, responsePathAsArray(item));
  };
  writer.gap(found.then(later).catch(locate));
}

function typeNamed(name: unknown, abstract: GraphQLAbstractType, plan: FieldPlan): GraphQLObjectType {
  const { schema } = plan.operation;
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`Abstract type "${abstract.name}" is of no type of the schema at field "${nameOf(plan)}".`);
}

const nameOf = ({ parentType, field }: FieldPlan) => `${parentType.name}.${field.name}`;
