/**
 * What both servers are asked, in the same words; `times` is how often in a round. The variables are others for each number of `turn`, and
 * the response is about as long.
 */
export type BenchQuery = {
  name: string;
  times: number;
  query: string;
  variables: (ids: readonly string[], turn: number) => object;
};

const nested = `id displayName position { id jobTitle } manager { id displayName }
  contract { id typeName startsOn endsOn }`;
const yearlyPay = `remuneration { ... on Remuneration {
  annualBaseFullTime { money { amount currency } } annualFixedFullTime { money { amount currency } }
  explanation { target formula inputs } } }`;
const listOf = (fields: string) => `query ($first: Int!) { employees(first: $first) { edges { node { ${fields} } } } }`;
const list = (_: readonly string[], turn: number) => ({ first: 1_000 - (turn % 40) });

export const queries: readonly BenchQuery[] = [
  {
    name: 'Q1 flat list',
    times: 12,
    query: listOf('id luccaId displayName firstName lastName workEmail'),
    variables: list,
  },
  { name: 'Q2 nested list', times: 6, query: listOf(nested), variables: list },
  { name: 'Q2 and yearly pay', times: 3, query: listOf(`${nested} ${yearlyPay}`), variables: list },
  {
    name: 'Q3 200 entities',
    times: 25,
    query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Employee {
      id displayName manager { id displayName } contract { id typeName startsOn } } } }`,
    variables: (ids, turn) => ({
      representations: ids.slice(turn % 800, 200 + (turn % 800)).map((id) => ({ __typename: 'Employee', id })),
    }),
  },
  {
    name: 'Q4 one employee',
    times: 250,
    query: 'query ($id: ID!) { employee(id: $id) { id luccaId displayName firstName lastName workEmail } }',
    variables: (ids, turn) => ({ id: ids[turn % 1_000] }),
  },
];
