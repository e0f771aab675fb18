import fc from 'fast-check';
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationTooComplex } from '../../../src/graph/errors.ts';
import { subgraphSchema } from '../../../src/graph/schema.ts';
import { createLimits, limits } from '../../../src/graph/server/limits.ts';
import { createMeasure } from '../../../src/graph/server/measure.ts';
import { runs } from '../../support/thoroughness.ts';

const schema = subgraphSchema();
const check = createLimits(schema);
const measureWithin = (mostSteps: number) => {
  const measure = createMeasure(schema, mostSteps);
  return (document: DocumentNode, variables: Record<string, unknown> = {}) =>
    measure({ document, operation: operationOf(document), variables });
};
const measure = measureWithin(limits.steps);

// A selection counts 1, and 1 for each type that the object around it may have: as many as there are entities at most.
const mostStepsOfSelection = 1 + 10;

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('the document has no single operation');
  return operation;
}

const fragmentCount = 6;
const fields = [
  'id',
  'manager',
  'employee',
  'employees',
  'edges',
  'node',
  'account',
  '__typename',
  '__schema',
  'unknown',
];
const types = ['Query', 'Employee', 'Manager', 'EmployeeConnection', '_Entity', 'RemunerationResult', 'Unknown'];
const directives = ['', '', '@skip(if: true)', '@include(if: false)', '@skip(if: $yes)', '@unknown'];

/** Selections of any kind, valid or not; a fragment may spread those that `spreads` names. */
const selections = (spreads: readonly number[]) =>
  fc.letrec<{ set: string; selection: string }>((tie) => ({
    set: fc.array(tie('selection'), { minLength: 1, maxLength: 3 }).map((each) => `{ ${each.join(' ')} }`),
    selection: fc.oneof(
      { maxDepth: 2 },
      fc
        .tuple(fc.constantFrom('', '', 'a: '), fc.constantFrom(...fields), fc.constantFrom(...directives))
        .map((parts) => parts.join(' ')),
      fc
        .tuple(fc.constantFrom(...(spreads.length > 0 ? spreads : [fragmentCount + 1])), fc.constantFrom(...directives))
        .map(([index, directive]) => `...f${index} ${directive}`),
      fc
        .tuple(
          fc.constantFrom('employees(first: 7)', 'b: employees(first: $many)', 'edges', 'node', 'manager', 'employee'),
          fc.constantFrom(...directives),
          tie('set'),
        )
        .map((parts) => parts.join(' ')),
      fc
        .tuple(fc.constantFrom('', ...types), fc.constantFrom(...directives), tie('set'))
        .map(([type, directive, set]) => `... ${type && `on ${type}`} ${directive} ${set}`),
    ),
  })).set;

const every = Array.from({ length: fragmentCount }, (_, index) => index);

/** A document of at most 2,000 tokens whose fragments may spread any, themselves too, or only those after them. */
const documents = (mayCycle: boolean) =>
  fc
    .tuple(
      selections(every),
      ...every.map((index) =>
        fc
          .tuple(fc.constantFrom(...types), selections(mayCycle ? every : every.slice(index + 1)))
          .map(([type, set]) => `fragment f${index} on ${type} ${set}`),
      ),
    )
    .map(([set, ...fragments]) => `query ($yes: Boolean, $many: Int) ${set} ${fragments.join(' ')}`)
    .filter((text) => tokensOf(text) <= limits.tokens);

/** A chain of fragments that each spread the next twice, and what the last one selects. */
const chain = (links: number, last: string) =>
  `${Array.from({ length: links }, (_, index) => `fragment c${index} on Query { ...c${index + 1} ...c${index + 1} }`).join(' ')}
  fragment c${links} on Query { ${last} }`;

function tokensOf(text: string): number {
  return text.match(/\.\.\.|\w+|[{}()[\]:@!=$]/g)?.length ?? 0;
}

function selectionsIn(document: DocumentNode): number {
  let count = 0;
  const add = () => void count++;
  visit(document, { Field: add, FragmentSpread: add, InlineFragment: add });
  return count;
}

/** The same counts with all fragments inlined. Returns null if the document becomes too large. */
function expanded(document: DocumentNode): { depth: number; aliases: number; rootFields: number } | null {
  let left = 20_000;
  const fragments = new Map(document.definitions.map((each) => ['name' in each && each.name?.value, each]));
  type Set = OperationDefinitionNode['selectionSet'];
  const walk = (set: Set): { depth: number; aliases: number; rootFields: number } => {
    const sum = { depth: 0, aliases: 0, rootFields: 0 };
    for (const selection of set.selections) {
      if (left-- < 0) return sum;
      const fragment = selection.kind === 'FragmentSpread' ? fragments.get(selection.name.value) : selection;
      const below = fragment && 'selectionSet' in fragment && fragment.selectionSet;
      const found = below ? walk(below) : { depth: 0, aliases: 0, rootFields: 0 };
      const isField = selection.kind === 'Field';
      sum.depth = Math.max(sum.depth, found.depth + (isField ? 1 : 0));
      sum.aliases += found.aliases + (isField && selection.alias ? 1 : 0);
      sum.rootFields += isField ? 1 : found.rootFields;
    }
    return sum;
  };
  const sum = walk(operationOf(document).selectionSet);
  return left < 0 ? null : sum;
}

describe('measuring an operation', () => {
  it('visits each selection once, wherever fragments are spread', () => {
    fc.assert(
      fc.property(documents(true), (text) => {
        const document = parse(text, { maxTokens: limits.tokens });
        expect(measure(document).steps).toBeLessThanOrEqual(selectionsIn(document) * mostStepsOfSelection);
      }),
      { numRuns: runs(10_000, 1_000), endOnFailure: true },
    );
  });

  it('stays within its step limit for the widest types in the longest document', () => {
    const document = parse(`{ _entities(representations: []) { ${'__typename '.repeat(1_985)} } }`, {
      maxTokens: limits.tokens,
    });
    const { steps, cost } = measure(document);
    expect(steps).toBeGreaterThan(1_985);
    expect(steps).toBeLessThan(limits.steps);
    expect(cost).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('gives the same counts as for the document with its fragments inlined', () => {
    let compared = 0;
    fc.assert(
      fc.property(documents(false), (text) => {
        const document = parse(text);
        const expected = expanded(document);
        if (expected === null) return;
        compared++;
        expect(measure(document)).toMatchObject(expected);
      }),
      { numRuns: runs(1_000), endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('gives the same counts with directives as without', () => {
    fc.assert(
      fc.property(documents(true), (text) => {
        const document = parse(text);
        const bare = visit(document, { Directive: () => null });
        expect(print(bare)).not.toContain('@');
        for (const variables of [{}, { yes: true }, { yes: 'no Boolean' }])
          expect(measure(document, variables)).toEqual(measure(bare, variables));
      }),
      { numRuns: runs(1_000), endOnFailure: true },
    );
  });

  it('gives infinite counts for a fragment that spreads itself, directly or through others', () => {
    for (const fragments of [
      'fragment a on Query { ...a }',
      'fragment a on Query { ...b } fragment b on Query { ...a }',
    ]) {
      const { depth, aliases, rootFields, cost } = measure(parse(`{ ...a } ${fragments}`));
      expect([depth, aliases, rootFields, cost]).toEqual(Array(4).fill(Number.POSITIVE_INFINITY));
    }
  });

  it('stops at its step limit, and then gives counts that no limit allows', () => {
    const { depth, aliases, rootFields, cost, steps } = measureWithin(10)(parse(`{ ${'__typename '.repeat(100)} }`));
    expect([depth, aliases, rootFields, cost]).toEqual(Array(4).fill(Number.POSITIVE_INFINITY));
    expect(steps).toBeLessThanOrEqual(12);
  });
});

describe('the cost of an operation', () => {
  const costOf = (text: string, variables: Record<string, unknown> = {}) => measure(parse(text), variables).cost;
  const page = 'query ($n: Int) { employees(first: $n) { edges { cursor } } }';
  const pageOf = (first: number) => costOf(`{ employees(first: ${first}) { edges { cursor } } }`);

  it('is that of the most expensive of the types that an object may have', () => {
    const entities = (selected: string) => costOf(`{ _entities(representations: []) { ${selected} } }`);
    const employee = '... on Employee { id firstName lastName }';
    expect(entities(`${employee} ... on Position { id }`)).toBe(entities(employee));
    expect(entities(`${employee} __typename`)).toBe(entities(employee) + 1);
  });

  it.each<[string, object]>([
    ['1,000, the largest page, where the size does not coerce', { n: 'many' }],
    ['1,000, the largest page, where the size is a list', { n: [1] }],
    ['1,000, the largest page, where the size is larger', { n: 2_000_000_000 }],
  ])('is computed for a page of %s', (_, variables) => {
    expect(costOf(page, variables as Record<string, unknown>)).toBe(pageOf(1_000));
  });

  it('is computed for the page size of a variable, of its default value, or of the default value of the argument', () => {
    expect(costOf(page, { n: 7 })).toBe(pageOf(7));
    expect(costOf(page.replace('Int', 'Int = 8'))).toBe(pageOf(8));
    expect(costOf(page)).toBe(costOf('{ employees { edges { cursor } } }'));
    expect(costOf(page, { n: null })).toBe(costOf('{ employees { edges { cursor } } }'));
    expect(costOf('{ employees { edges { cursor } } }')).toBe(pageOf(50));
  });

  it('assumes 10,000 representations if they are missing or invalid', () => {
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    expect(costOf(entities, { r: [1, 2, 3] })).toBe(4);
    for (const variables of [{}, { r: null }, { r: 'all' }]) expect(costOf(entities, variables)).toBe(10_001);
  });
});

describe('a limit', () => {
  const nested = `${'employees { edges { node { manager { employee { manager { employee { manager { employee { manager { employee {'} ${'manager { employee { manager { employee { id'} ${'}'.repeat(15)}`;
  const violations: [string, string, RegExp][] = [
    ['on depth', nested, /nested 15 deep/],
    [
      'on aliases',
      `employees { ${Array.from({ length: 51 }, (_, index) => `x${index}: totalCount`).join(' ')} }`,
      /50 aliases|nested/,
    ],
    ['on root fields', '__typename '.repeat(21), /20 root fields|nested|aliases/],
    [
      'on cost',
      'employees(first: 1000) { edges { node { customFields { values { parts { name name name name } } } } } }',
      /`first`|nested|aliases|root/,
    ],
  ];

  it.each(violations)('%s is enforced alone', (_, selected, message) => {
    const document = parse(`{ ${selected} }`);
    const attempt = () => check({ document, operation: operationOf(document), variables: {} });
    expect(attempt).toThrow(OperationTooComplex);
    expect(attempt).toThrow(message);
  });

  it.each(violations)(
    '%s is enforced whatever else the document contains and whatever its variables are',
    (_, selected, message) => {
      fc.assert(
        fc.property(
          documents(false),
          fc.constantFrom('@skip(if: true)', '@include(if: false)', '@skip(if: $yes)', ''),
          fc.constantFrom({}, { yes: true }, { yes: 'no Boolean', many: 'no number' }),
          (text, directive, variables) => {
            const document = parse(
              text.replace('{', `{ ...bad ${directive}`).concat(` fragment bad on Query { ${selected} }`),
            );
            const attempt = () => check({ document, operation: operationOf(document), variables });
            expect(attempt).toThrow(OperationTooComplex);
            expect(attempt).toThrow(message);
          },
        ),
        { numRuns: runs(500), endOnFailure: true },
      );
    },
  );

  it.each([1, 20, 150])(
    'takes few steps to check for a chain of %i fragments that each spread the next twice',
    (links) => {
      const document = parse(`{ __typename ...c0 @skip(if: true) } ${chain(links, '__typename')}`, {
        maxTokens: limits.tokens,
      });
      const { steps, rootFields } = measure(document);
      expect(rootFields).toBe(1 + 2 ** links);
      expect(steps).toBeLessThan(10 * (links + 1));
    },
  );
});
