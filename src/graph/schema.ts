import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { once } from '../once.ts';
import { accessLog } from './accessLog/accessLog.ts';
import { accounts } from './accounts/accounts.ts';
import { contractMapping } from './contractMapping/contractMapping.ts';
import { contractExplanations, contracts } from './contracts/contracts.ts';
import { customFields } from './customFields/customFields.ts';
import { explainGaps } from './dataGaps/dataGaps.ts';
import type { Explanations } from './dataGaps/explain.ts';
import { dataQuality } from './dataQuality/dataQuality.ts';
import { employeeExplanations, employees } from './employees/employees.ts';
import type { Resolvers } from './generated.ts';
import { organisation, organisationExplanations } from './organisation/organisation.ts';
import { payAnalysis } from './payAnalysis/payAnalysis.ts';
import { positionExplanations, positions } from './positions/positions.ts';
import { payExplanations, remuneration } from './remuneration/remuneration.ts';
import { remunerationMapping } from './remunerationMapping/remunerationMapping.ts';
import { enforceAccess } from './server/access.ts';
import { resolveCommonFields } from './server/commonFields.ts';
import { noteAccess } from './server/noteAccess.ts';
import { recordStart } from './server/recordStart.ts';
import { entityResolvers } from './server/references.ts';
import { guardEntities } from './server/representations.ts';
import { executeInSlices } from './server/slices.ts';
import { shared } from './shared/shared.ts';
import { type Domain, typeDefs } from './typeDefs.ts';
import { workerCategories } from './workerCategories/workerCategories.ts';

/** The resolvers of each domain; `dataGaps` has none, because every type that has gaps resolves them in the same way. */
const domains: Record<Exclude<Domain, 'dataGaps'>, Resolvers> = {
  shared,
  accounts,
  employees,
  customFields,
  positions,
  workerCategories,
  contracts,
  contractMapping,
  remuneration,
  remunerationMapping,
  payAnalysis,
  organisation,
  dataQuality,
  accessLog,
};

const explanations: Explanations = {
  ...employeeExplanations,
  ...positionExplanations,
  ...contractExplanations,
  ...organisationExplanations,
  ...payExplanations,
};

/**
 * Returns the subgraph's schema with its resolvers and its access rules. Built once per process, because it takes long and does not depend
 * on a request, an app or a tenant.
 */
export const subgraphSchema = once(buildSchema);

type SchemaModule = Exclude<
  Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number],
  DocumentNode
>;

function buildSchema(): GraphQLSchema {
  const definitions = [...typeDefs.values()].map((document) => ({ typeDefs: document }));
  // A domain's own resolvers come last, so that they override the shared ones.
  const resolvers = [entityResolvers, ...Object.values(domains)].map((each) => ({
    typeDefs: { kind: Kind.DOCUMENT as const, definitions: [] },
    // There it is typed for a context of unknown shape; here, for ours.
    resolvers: each as NonNullable<SchemaModule['resolvers']>,
  }));
  const schema = resolveCommonFields(buildSubgraphSchema([...definitions, ...resolvers]));
  const explained = explainGaps(schema, explanations);
  return executeInSlices(guardEntities(noteAccess(enforceAccess(recordStart(explained)))));
}
