import { readFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { print } from 'graphql';
import { typeDefs } from './src/graph/typeDefs.ts';

/** The types of the schema whose resolvers get the `…Parent` of their name: Lucca's own row, wherever there is one. */
const parents = Array.from(
  readFileSync('src/graph/parents.ts', 'utf8').matchAll(/^export type (\w+)Parent\b/gm),
  ([, type = '']) => type,
);

/** Writes the types of the resolvers from the schema; `npm run check` fails where they have drifted apart. */
const config: CodegenConfig = {
  schema: [...typeDefs.values()].map(print),
  generates: {
    'src/graph/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: './context.ts#GraphContext',
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        defaultScalarType: 'unknown',
        strictScalars: true,
        scalars: {
          Date: 'string',
          DateTime: 'Date',
          Decimal: 'string',
          CurrencyCode: 'string',
          CountryCode: 'string',
          LuccaApiKey: 'string',
          _Any: 'unknown',
          _FieldSet: 'unknown',
          federation__Scope: 'string',
          federation__Policy: 'string',
          link__Import: 'unknown',
        },
        mappers: Object.fromEntries(parents.map((type) => [type, `./parents.ts#${type}Parent`])),
      },
    },
  },
};

export default config;
