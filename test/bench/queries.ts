/** What both servers are asked, in the same words; `times` is how often in a round. */
export type BenchQuery = { name: string; times: number; query: string; variables: (ids: readonly string[]) => object };

const nested = `id displayName position { id jobTitle } manager { id displayName }
  contract { id typeName startsOn endsOn }`;
const yearlyPay = `remuneration { ... on Remuneration {
  annualBaseFullTime { money { amount currency } } annualFixedFullTime { money { amount currency } }
  explanation { target formula inputs } } }`;
const listOf = (fields: string) => `{ employees(first: 1000) { edges { node { ${fields} } } } }`;

export const queries: readonly BenchQuery[] = [
  {
    name: 'Q1 flat list',
    times: 12,
    query: listOf('id luccaId displayName firstName lastName workEmail'),
    variables: () => ({}),
  },
  { name: 'Q2 nested list', times: 6, query: listOf(nested), variables: () => ({}) },
  { name: 'Q2 and yearly pay', times: 3, query: listOf(`${nested} ${yearlyPay}`), variables: () => ({}) },
  {
    name: 'Q3 200 entities',
    times: 25,
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Employee {
      id displayName manager { id displayName } contract { id typeName startsOn } } } }`,
    variables: (ids) => ({ representations: ids.slice(0, 200).map((id) => ({ __typename: 'Employee', id })) }),
  },
  {
    name: 'Q4 one employee',
    times: 250,
    query: 'query ($id: ID!) { employee(id: $id) { id luccaId displayName firstName lastName workEmail } }',
    variables: ([id]) => ({ id }),
  },
];
