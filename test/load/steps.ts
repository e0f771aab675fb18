import { type Connection, hostOf, keyOf } from './markedCompanies.ts';

/** A request of a tenant: a read, or an operation on the account and the connection that it leads to. */
export type Step = {
  kind: string;
  query: string;
  variables?: object;
  /** Set for operations on the account: the connection if it succeeds, null for none, `same` if it changes none. */
  leadsTo?: Connection | null | 'same';
};

const account = 'account { id domain }';
const pay = (fields: string) => `remuneration { __typename ... on Remuneration { ${fields} } }`;

/** What is asked of a person, a part at a time: questions that cost little, so that many are asked. */
const parts = [
  'luccaId employeeNumber displayName birthDate dataGaps { field reason }',
  'department { id name head { displayName } } establishment { id name legalEntity { name } }',
  'position { id jobTitle qualification { title profession } }',
  'manager { displayName employee { id workEmail } } directReports(first: 5) { edges { node { id workEmail } } }',
  'contracts { id startsOn legalEntity { name } }',
  'customFields { name values { text } }',
  pay('currency baseSalary { money { amount } } annualBaseFullTime { money { amount } }'),
  pay('variableLast12Months { money { amount } } contract { id typeName establishment { name } }'),
  pay('fixedItems { natureName money { amount } }'),
  pay('variableItems(first: 5) { edges { node { natureName money { amount } } } }'),
];
/** What is asked only of one person at a time. */
const history = 'remunerationHistory { startsOn } raises { on }';
/** What is asked of an account, a part at a time. */
const partsOfAccount = [
  'status quota { remaining } weeklyHoursAtFullTime',
  'checks { permission verdict }',
  'remunerationMapping { natureId natureName kind }',
  'dataQuality { issues { code sample { id workEmail } } }',
];
const person = (sources: Sources) => `id workEmail ${oneOf(parts, sources)}`;
const page = (fields: string) => `totalCount edges { node { ${fields} } }`;
const pageWithCursors = 'pageInfo { endCursor } edges { cursor node { id workEmail displayName } }';
const references = 'query ($all: [_Any!]!) { _entities(representations: $all) { __typename';

/** What steps are made from: a random number below another, and what answers to anybody have contained. */
type Sources = { below: (end: number) => number; ids: readonly string[]; cursors: readonly string[] };

const oneOf = <Item>(items: readonly Item[], { below }: Sources) => items[below(items.length)] as Item;

/** Reads by kind. Ids and cursors are those of any tenant. */
const reads: Record<string, (sources: Sources) => Omit<Step, 'kind'>> = {
  everybody: (sources) => ({
    query: `{ ${account} employees(first: 50, filter: { status: null }) { ${page(person(sources))} } }`,
  }),
  people: () => ({ query: `{ employees(first: 50) { ${pageWithCursors} } }` }),
  one: (sources) => ({
    query: `query ($id: ID!) { ${account} employee(id: $id) { ${person(sources)} ${oneOf(['', '', history], sources)} } }`,
    variables: { id: oneOf(sources.ids, sources) },
  }),
  references: (sources) => ({
    query: `${references} ... on Employee { ${person(sources)} } ... on Department { id name } ... on Contract { id employee { workEmail } }
      ... on Position { id jobTitle employee { workEmail } } ... on Establishment { id name } } ${account} }`,
    variables: {
      all: Array.from({ length: 6 }, () => ({
        __typename: oneOf(['Employee', 'Employee', 'Department', 'Contract', 'Position', 'Establishment'], sources),
        id: oneOf(sources.ids, sources),
      })),
    },
  }),
  page: (sources) => ({
    query: `query ($after: String) { employees(first: 2, after: $after) { ${pageWithCursors} } }`,
    variables: { after: oneOf(sources.cursors, sources) },
  }),
  search: (sources) => ({
    query: `query ($text: String!) { employees(filter: { search: $text, status: null }) { ${page('id workEmail')} } }`,
    variables: { text: oneOf(['Ada', 'p3', `marked${sources.below(8)}x`, 'mixed'], sources) },
  }),
  filter: (sources) => ({
    query: `query ($ids: [ID!]) { employees(filter: { departmentIds: $ids }) { ${page('id workEmail')} } }`,
    variables: { ids: [oneOf(sources.ids, sources), oneOf(sources.ids, sources)] },
  }),
  organisation: () => ({
    query: `{ departments { id name parent { name } employees(first: 5) { edges { node { id workEmail } } } }
      establishments { id name legalEntity { id name } } }`,
  }),
  account: (sources) => ({
    query: `{ account { id domain ${oneOf(partsOfAccount, sources)} } connectionProgress { __typename } }`,
  }),
  log: () => ({
    query: '{ account { accessLog(first: 5) { edges { cursor node { subject accountId pay { count } } } } } }',
  }),
};

const connectWith = (domain: string, apiKey: string): Omit<Step, 'kind'> => ({
  query:
    'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename ... on AccountConnected { account { id domain } } ... on ConnectProblem { code } } }',
  variables: { input: { domain, apiKey, acceptMissingPermissions: true } },
});

/** Connects one of a tenant's companies. */
export const connectTo = (connection: Connection): Step => ({
  kind: 'connect',
  ...connectWith(hostOf(connection.company), keyOf(connection)),
  leadsTo: connection,
});

/** Tries a key at a company that it is not a key of. */
export const tryWrongKey = (company: number): Step => ({
  kind: 'wrong key',
  ...connectWith(hostOf(company), keyOf({ company: company + 1, keyName: 'whole' })),
  leadsTo: 'same',
});

const simple = (field: string, selection = '__typename') => ({ query: `mutation { ${field} { ${selection} } }` });

/** Operations on the account, besides connecting. */
const operations: Record<string, (sources: Sources, current: Connection) => Omit<Step, 'kind'>> = {
  disconnect: () => ({ ...simple('disconnectAccount'), leadsTo: null }),
  erase: () => ({ ...simple('eraseTenant'), leadsTo: null }),
  check: () => ({
    ...simple('checkAccount', '__typename ... on AccountConnected { account { id domain } }'),
    leadsTo: 'same',
  }),
  replace: (_, current) => ({
    query:
      'mutation ($input: ReplaceApiKeyInput!) { replaceApiKey(input: $input) { __typename ... on AccountConnected { account { id domain } } } }',
    variables: { input: { apiKey: keyOf(current), acceptMissingPermissions: true } },
    leadsTo: 'same',
  }),
  test: (_, current) => ({
    query: 'mutation ($input: ConnectAccountInput!) { testConnection(input: $input) { __typename } }',
    variables: { input: { domain: hostOf(current.company), apiKey: keyOf(current) } },
    leadsTo: 'same',
  }),
  settings: ({ below }) => ({
    query:
      'mutation ($input: SetRemunerationMappingInput!) { setRemunerationMapping(input: $input) { __typename ... on RemunerationMappingSet { account { id domain } } } }',
    variables: { input: { weeklyHoursAtFullTime: String(20 + below(20)) } },
    leadsTo: 'same',
  }),
};

/** A read of any kind. */
export function anyRead(sources: Sources): Step {
  const kind = oneOf(Object.keys(reads), sources);
  return { kind, ...(reads[kind] as (typeof reads)[string])(sources) };
}

/** An operation on a tenant's account: mostly it connects one of the tenant's companies, the same one or another. */
export function anyOperation(sources: Sources, own: readonly Connection[], current: Connection | null): Step {
  if (current === null || sources.below(3) === 0) return connectTo(oneOf(own, sources));
  const kind = oneOf(Object.keys(operations), sources);
  return { kind, ...(operations[kind] as (typeof operations)[string])(sources, current) };
}
