import {
  buildASTSchema,
  buildClientSchema,
  type DirectiveNode,
  getArgumentValues,
  getIntrospectionQuery,
  graphqlSync,
  type IntrospectionQuery,
  parse,
  print,
  visit,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSubgraph } from '../../support/subgraph.ts';

const query = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  oneOf: true,
  inputValueDeprecation: true,
});

describe('introspection', () => {
  let shown: IntrospectionQuery['__schema'];
  let sdl: string;
  beforeAll(async () => {
    const { data } = await startSubgraph({ app: { introspection: true } });
    shown = (await data(query)).__schema;
    sdl = (await data('{ _service { sdl } }'))._service.sdl;
  });

  it('shows each type of the SDL, with every field, argument, default, value and description, and no other', () => {
    const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
    const published = structuredClone(graphqlSync({ schema, source: query }).data as object) as IntrospectionQuery;
    expect(byName(shown.types)).toEqual(byName(published.__schema.types));
    expect(byName(shown.directives)).toEqual(byName(published.__schema.directives));
  });

  it('shows each directive of the SDL where it is used, with each argument that is given', () => {
    const used: DirectiveNode[] = [];
    visit(parse(sdl), { Directive: (directive) => void used.push(directive) });
    const client = buildClientSchema({ __schema: shown });
    const wrong = used.filter((directive) => {
      const definition = client.getDirective(directive.name.value);
      // Throws where an argument is missing or of another type.
      if (definition) getArgumentValues(definition, directive);
      const known = new Set(definition?.args.map(({ name }) => name));
      return !definition || directive.arguments?.some(({ name }) => !known.has(name.value));
    });
    expect(used.length).toBeGreaterThan(150);
    expect(wrong.map(print)).toEqual([]);
  });
});

const byName = <T extends { name: string }>(types: readonly T[]) =>
  Object.fromEntries(types.map((type) => [type.name, type]));
