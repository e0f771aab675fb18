import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  Kind,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { executeOperation } from '../../../src/graph/execution/execute.ts';
import { JsonBytes } from '../../../src/graph/execution/jsonBytes.ts';
import { degree } from '../../support/thoroughness.ts';
import { anyOperation, type Operation } from './operations.ts';
import { schema, type World } from './worlds.ts';

type Answer = { data: unknown; errors: { message: string; path: readonly (string | number)[] | undefined }[] };

async function ours({ document: text, variables }: Operation, world: World): Promise<Answer> {
  const document = parse(text, { noLocation: true });
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const executed = { schema, document, operation: operation as never, operationName: undefined, variables };
  const result = await executeOperation({ ...executed, context: world as never });
  const data: unknown = result.data;
  if (data !== null && data !== undefined) expect(data).toBeInstanceOf(JsonBytes);
  return answerOf(result, data instanceof JsonBytes ? JSON.parse(data.bytes.toString()) : data);
}

async function theirs({ document, variables }: Operation, world: World): Promise<Answer> {
  const executed = { schema, document: parse(document, { noLocation: true }), variableValues: variables };
  const result = await ignoringRejections(async () => execute({ ...executed, contextValue: world }));
  return answerOf(result, result.data && JSON.parse(JSON.stringify(result.data)));
}

/** GraphQL.js leaves rejections unhandled where an item of a list fails at once while others are awaited. Ours must not. */
async function ignoringRejections<Result>(work: () => Promise<Result>): Promise<Result> {
  await setImmediate();
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', () => {});
  try {
    return await work();
  } finally {
    await setImmediate();
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}

const answerOf = ({ errors = [] }: ExecutionResult, data: unknown): Answer => ({
  data,
  errors: errors.map(({ message, path }: GraphQLError) => ({ message: withoutInsides(message), path })),
});

// Such an error is a fault of ours, which clients are not told about; its words do not matter.
const withoutInsides = (message: string) =>
  message
    .replace(/^(Abstract|Runtime Object) type.*/s, 'Abstract type')
    .replace(/^(Expected `Upper\.serialize|A value of Upper).*/s, 'A value that is null');

/**
 * The errors by what they made null, in any order. Of those below an object that became null as a whole, it is chance which come in time:
 * there has to be one.
 */
function expectSame(one: Answer, other: Answer): void {
  expect(one.data).toEqual(other.data);
  const [exact, below] = byPlace(one);
  const [otherExact, otherBelow] = byPlace(other);
  expect(exact.toSorted()).toEqual(otherExact.toSorted());
  expect([...below].toSorted()).toEqual([...otherBelow].toSorted());
}

function byPlace({ data, errors }: Answer): [exact: string[], below: Set<string>] {
  const exact: string[] = [];
  const below = new Set<string>();
  for (const { message, path = [] } of errors) {
    let at = data;
    let depth = 0;
    while (depth < path.length && at !== null && at !== undefined) at = (at as never)[path[depth++] as never];
    if (depth === path.length) exact.push(`${path.join('.')}: ${message}`);
    else below.add(path.slice(0, depth).join('.'));
  }
  return [exact, below];
}

// Not everything that an operation defines is used in it.
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule && rule !== NoUnusedFragmentsRule);

const worlds = fc.record({ seed: fc.nat(), trouble: fc.constantFrom(0, 0.02, 0.1, 0.3) });

describe('executing a query', () => {
  it('returns what GraphQL.js does, errors included, for any operation and whatever resolvers return', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anyOperation, worlds, async (operation, world) => {
        expect(validate(schema, parse(operation.document), rules)).toEqual([]);
        expectSame(await ours(operation, world), await theirs(operation, world));
        count += 1;
      }),
      { numRuns: degree(10_000, 1_000, 150) },
    );
    expect(count).toBeGreaterThan(100);
  }, 600_000);

  it.each<[string, string, Record<string, unknown>]>([
    ['variables that do not fit', 'query ($id: ID!, $n: Int) { person(id: $id) { id } }', { n: 'one' }],
    ['an argument that does not fit', 'query ($n: Int) { people(first: $n) { id } }', { n: null }],
    [
      'introspection',
      '{ __schema { queryType { name fields { name args { name defaultValue } } } } __type(name: "Thing") { kind possibleTypes { name } } }',
      {},
    ],
    ['an operation without fields', 'query ($no: Boolean!) { text @include(if: $no) }', { no: false }],
  ])('returns what GraphQL.js does for %s', async (_, document, variables) => {
    for (let seed = 0; seed < 5; seed++) {
      const world = { seed, trouble: 0 };
      expectSame(await ours({ document, variables }, world), await theirs({ document, variables }, world));
    }
  });

  it('leaves no rejection unhandled where an item of a list fails while others are awaited', async () => {
    const field = schema.getQueryType()?.getFields().things;
    if (!field) throw new Error('no field');
    const resolve = field.resolve as NonNullable<typeof field.resolve>;
    field.resolve = () => [Promise.resolve().then(() => Promise.reject(new Error('late'))), null];
    const { data, errors } = await ours(
      { document: '{ things { __typename } }', variables: {} },
      { seed: 1, trouble: 0 },
    );
    field.resolve = resolve;
    expect(data).toEqual({ things: null });
    expect(errors.map(({ path }) => path)).toEqual([['things', 1]]);
    // Unhandled, the rejection would end the process by now.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('passes resolvers the same information as GraphQL.js', async () => {
    const seen: unknown[] = [];
    const field = schema.getQueryType()?.getFields().text;
    if (!field) throw new Error('no field');
    const resolve = field.resolve as NonNullable<typeof field.resolve>;
    field.resolve = (source, args, context, info) => {
      const { fieldName, fieldNodes, returnType, parentType, path, fragments, rootValue, operation, variableValues } =
        info;
      seen.push([source, { ...args }, context, { fieldName, returnType, parentType, path, rootValue, variableValues }]);
      seen.push([
        fieldNodes,
        Object.keys(fragments),
        operation.operation === OperationTypeNode.QUERY,
        info.schema === schema,
      ]);
      return 'text';
    };
    const operation = {
      document: 'query ($a: Int = 3) { other: text ...F } fragment F on Query { other: text }',
      variables: {},
    };
    await ours(operation, { seed: 1, trouble: 0 });
    await theirs(operation, { seed: 1, trouble: 0 });
    field.resolve = resolve;
    expect(seen).toHaveLength(4);
    expect(seen.slice(0, 2)).toEqual(seen.slice(2));
  });

  it('plans an operation once, and once more where other fields are skipped', async () => {
    const document = parse('query ($no: Boolean!) { text required @skip(if: $no) }', { noLocation: true });
    const [operation] = document.definitions;
    const dataOf = async (no: boolean) => {
      const executed = { schema, document, operation: operation as never, operationName: undefined, variables: { no } };
      const { data } = await executeOperation({ ...executed, context: { seed: 3, trouble: 0 } as never });
      return Object.keys(JSON.parse((data as never as JsonBytes).bytes.toString()));
    };
    expect(await dataOf(false)).toEqual(['text', 'required']);
    expect(await dataOf(true)).toEqual(['text']);
    expect(await dataOf(false)).toEqual(['text', 'required']);
  });
});
