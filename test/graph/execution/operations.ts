import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { schema } from './worlds.ts';

/** An operation, with its variables. */
export type Operation = { document: string; variables: Record<string, unknown> };

const variableTypes = {
  yes: 'Boolean!',
  no: 'Boolean! = false',
  maybe: 'Boolean',
  count: 'Int',
  id: 'ID',
  shape: 'Shape',
};

function selection(typeName: string, depth: number): fc.Arbitrary<string> {
  const type = schema.getType(typeName) as GraphQLCompositeType;
  const options: fc.Arbitrary<string>[] = [fc.constant('__typename')];
  if (!isUnionType(type))
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (isCompositeType(below) && depth === 0) continue;
      const sub = isCompositeType(below) ? selection(below.name, depth - 1) : fc.constant('');
      const given = fc.tuple(...field.args.map(argument)).map((all) => all.filter((each) => each !== '').join(', '));
      // One alias always stands for one field with one set of arguments, so that every operation is valid.
      options.push(
        fc.tuple(given, directive, sub).map(([args, condition, fields]) => {
          const alias = args === '' ? '' : `${field.name}_${[...args].map((each) => each.charCodeAt(0)).join('')}: `;
          return `${alias}${field.name}${args === '' ? '' : `(${args})`} ${condition} ${fields}`;
        }),
      );
    }
  const conditions = isAbstractType(type)
    ? schema.getPossibleTypes(type).map(({ name }) => name)
    : isObjectType(type)
      ? [type.name, ...type.getInterfaces().map(({ name }) => name)]
      : [];
  if (depth > 0)
    for (const condition of conditions)
      options.push(
        fc
          .tuple(directive, selection(condition, depth - 1))
          .map(([when, fields]) => `... on ${condition} ${when} ${fields}`),
      );
  if (['Person', 'Node', 'Thing'].includes(typeName)) options.push(fc.constant('...OfPerson'));
  if (['Person', 'Place', 'Node', 'Thing'].includes(typeName)) options.push(fc.constant('...OfNode'));
  return fc.array(fc.oneof(...options), { minLength: 1, maxLength: 5 }).map((fields) => `{ ${fields.join('\n')} }`);
}

const directive = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('@skip(if: $no)', '@include(if: $yes)', '@skip(if: $yes) @include(if: true)'),
  },
);

const values: Record<string, string[]> = {
  near: ['true', '$yes', '$no'],
  count: ['1', '$count', 'null'],
  shape: ['{ size: 1 }', '$shape', '{ size: 2, colours: [GREEN] }', '{ size: 5 }'],
  ids: ['["x"]', '[]', '["x", "y"]'],
  id: ['"a"', '$id'],
  first: ['3', '1'],
  by: ['4', '$count'],
};

const argument = ({ name }: GraphQLArgument) =>
  fc.constantFrom('', '', ...(values[name] ?? [])).map((value) => (value === '' ? '' : `${name}: ${value}`));

/** Any operation that is valid in the schema, in which most things are selected more than once, and the fragments that it spreads. */
export const anyOperation: fc.Arbitrary<Operation> = fc
  .record({
    root: selection('Query', 4),
    person: selection('Person', 2),
    node: selection('Node', 2),
    variables: fc.record(
      {
        yes: fc.boolean(),
        no: fc.boolean(),
        maybe: fc.option(fc.boolean()),
        count: fc.option(fc.integer({ min: 0, max: 3 })),
        id: fc.constantFrom('a', 'b', 7),
        shape: fc.constantFrom({}, { size: 4 }, { colours: ['RED'] }),
      },
      { requiredKeys: ['yes'] },
    ),
  })
  .map(({ root, person, node, variables }) => ({
    document: `query Any(${Object.entries(variableTypes)
      .map(([name, type]) => `$${name}: ${type}`)
      .join(', ')}) ${root}
      fragment OfPerson on Person ${person.replaceAll('...OfPerson', '__typename').replaceAll('...OfNode', '__typename')}
      fragment OfNode on Node ${node.replaceAll('...OfNode', '__typename').replaceAll('...OfPerson', '__typename')}`,
    variables,
  }));
