import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { type GraphQLSchema, parse } from 'graphql';
import { accounts } from './accounts/accounts.ts';
import { contracts } from './contracts/contracts.ts';
import { customFields } from './customFields/customFields.ts';
import { dataGaps } from './dataGaps/dataGaps.ts';
import { dataQuality } from './dataQuality/dataQuality.ts';
import { employees } from './employees/employees.ts';
import type { Resolvers } from './generated.ts';
import { organisation } from './organisation/organisation.ts';
import { positions } from './positions/positions.ts';
import { remuneration } from './remuneration/remuneration.ts';
import { remunerationMapping } from './remunerationMapping/remunerationMapping.ts';
import { enforceAccess } from './server/access.ts';
import { guardEntities } from './server/entities.ts';
import { shared } from './shared/shared.ts';

/** The domains of the graph: each has a file of this name in `schema/`, and these resolvers. */
const domains: Record<string, Resolvers> = {
  shared,
  accounts,
  employees,
  customFields,
  positions,
  contracts,
  remuneration,
  remunerationMapping,
  organisation,
  dataGaps,
  dataQuality,
};

const directory = new URL('../../schema/', import.meta.url);

/** Builds the subgraph's schema with its resolvers and its access rules. */
export function createSchema(): GraphQLSchema {
  const modules = Object.entries(domains).map(([name, resolvers]) => ({
    typeDefs: parse(readFileSync(new URL(`${name}.graphql`, directory), 'utf8')),
    // Typed for a context of unknown shape there, for ours here.
    resolvers: resolvers as unknown as GraphQLResolverMap<unknown>,
  }));
  return guardEntities(enforceAccess(buildSubgraphSchema(modules)));
}
