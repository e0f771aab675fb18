import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  validate,
} from 'graphql';
import type { GraphContext } from '../graph/context.ts';
import { Unauthenticated } from '../graph/errors.ts';
import { createLimits } from '../graph/server/limits.ts';

/** Refuses operations that exceed the limits, and introspection without a token, before any resolver runs. */
export function operationLimits(schema: GraphQLSchema): ApolloServerPlugin<GraphContext> {
  const enforce = createLimits(schema);
  const isIntrospection = (document: DocumentNode) =>
    validate(schema, document, [NoSchemaIntrospectionCustomRule]).length > 0;
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          if (!operation) return;
          try {
            if (contextValue.viewer === null && isIntrospection(document)) throw new Unauthenticated();
            enforce({ document, operation, variables: request.variables ?? {} });
          } catch (refusal) {
            // Without the extension, the status would be 500.
            throw new GraphQLError('', { originalError: refusal as Error, extensions: { http: { status: 400 } } });
          }
        },
      };
    },
  };
}
