import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';

/**
 * Resolves the fields that mean the same in every type, unless the type has its own resolver for them: `luccaId` is the number of the row,
 * and `freshness` is read from the row itself. Changes the schema in place.
 */
export function resolveCommonFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    const { id, luccaId, freshness } = (type as GraphQLObjectType<{ id: unknown }>).getFields();
    if (id && !id.resolve) throw new Error(missingRow(type.name));
    if (luccaId) luccaId.resolve ??= (row) => String(row.id);
    if (freshness) freshness.resolve ??= (row) => row;
  }
  return schema;
}

const missingRow = (type: string) =>
  `${type} has an id, and nothing makes it: add ${type} to \`entities\` in src/graph/server/entities.ts.`;
