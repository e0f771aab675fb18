import { connect } from 'node:net';

/** What the attackers know: where the process listens, and tokens of the attacking tenant, whose company has 10,000 people. */
export type Target = {
  port: number;
  token: string;
  /** A token whose key nobody has published. */
  unknownKey: string;
  /** A token that may read people, but neither demographics nor pay. */
  narrow: string;
  /** Ids of departments and of people. */
  departments: string[];
  people: string[];
};

/** A request: its body, and headers besides the usual ones. */
type Sent = { body: string; headers?: Record<string, string> };

export type Attack = {
  /** How many requests are under way at a time. */
  concurrency: number;
  send(target: Target): Promise<unknown>;
};

const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

async function post({ port, token }: Target, { body, headers }: Sent): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  });
  await response.arrayBuffer();
}

/** The same request again and again, whose body is written once. */
function always(
  concurrency: number,
  sent: (target: Target) => { query: string; variables?: object } & Omit<Sent, 'body'>,
): Attack {
  let written: Sent | undefined;
  return {
    concurrency,
    send(target) {
      if (written === undefined) {
        const { headers, ...body } = sent(target);
        written = { body: JSON.stringify(body), ...(headers && { headers }) };
      }
      return post(target, written);
    },
  };
}

const entities = (ids: readonly string[], selection: string) => ({
  query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Employee { ${selection} } } }`,
  variables: { r: ids.map((id) => ({ __typename: 'Employee', id })) },
});

const doubling = `{ __typename ...f0 } ${repeat(150, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f150 on Query { __typename }`;

/** Fields of one name below each other, which validation compares pairwise. */
const overlapping = `{ ${repeat(18, () => `employees(first: 1) { ${repeat(6, () => `edges { ${repeat(2, () => 'node { id displayName }')} }`)} }`)} }`;
const overlappingFragments = `{ employees(first: 1) { ${repeat(120, (i) => `...f${i}`)} } } ${repeat(120, (i) => `fragment f${i} on EmployeeConnection { edges { node { id a: displayName } } }`)}`;

const fieldsOfPerson =
  'id displayName firstName lastName workEmail position { jobTitle department { name } } manager { displayName } contract { typeName startsOn }';

/** A body of `[[[…]]]` where a value is expected, as long as a body may be. */
const deepVariables = `{"query":"query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }","variables":{"r":${'['.repeat(990_000)}${']'.repeat(990_000)}}}`;
const manyVariables = `{"query":"query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }","variables":{"r":[${'{},'.repeat(600_000)}{}]}}`;
const longFilter = JSON.stringify({
  query: 'query ($f: EmployeeFilter) { employees(filter: $f, first: 1) { totalCount } }',
  variables: { f: { employeeNumbers: Array.from({ length: 150_000 }, (_, i) => String(i)) } },
});

/** What a hostile caller could send, by name. */
export const attacks: Record<string, Attack> = {
  'fragments that double': always(8, () => ({ query: doubling })),
  'fields that overlap': always(8, () => ({ query: overlapping })),
  'fragments that overlap': always(8, () => ({ query: overlappingFragments })),
  'scans with filters': always(8, () => ({
    query: `{ ${repeat(20, (i) => `a${i}: employees(first: 1, filter: { search: "a${i}", hiredBetween: { from: "2001-01-0${(i % 9) + 1}" }, status: [ACTIVE, FORMER] }, orderBy: [{ field: LAST_NAME, direction: DESC }]) { totalCount }`)} }`,
  })),
  'scans in every order': {
    concurrency: 8,
    send: (target) => {
      const orders = ['LAST_NAME', 'EMPLOYEE_NUMBER', 'HIRED_ON', 'MODIFIED_AT'].sort(() => Math.random() - 0.5);
      const by = orders.map((field) => `{ field: ${field}, direction: ${Math.random() < 0.5 ? 'ASC' : 'DESC'} }`);
      const query = `{ ${repeat(4, (i) => `a${i}: employees(first: 1, orderBy: [${by.slice(i).join(' ')}]) { totalCount }`)} }`;
      return post(target, { body: JSON.stringify({ query }) });
    },
  },
  'pay analysis': always(4, () => ({
    query:
      '{ payAnalysis(measure: ANNUAL_BASE_FULL_TIME, currency: "EUR", by: [DEPARTMENT, ESTABLISHMENT, JOB_TITLE]) { groups { all { count } women { mean { amount } } } } }',
  })),
  'lists below lists': always(8, () => ({
    query: '{ departments { ancestors { employees(first: 1000, includeSubtree: true) { edges { node { id } } } } } }',
  })),
  'people below all departments': always(8, () => ({
    query:
      '{ departments { employees(first: 900, includeSubtree: true) { totalCount edges { node { id displayName } } } } }',
  })),
  'reports below reports': always(8, () => ({
    query:
      '{ employees(first: 100) { edges { node { directReports(first: 90) { edges { node { directReports(first: 90) { totalCount } } } } } } } }',
  })),
  'chains of managers': always(8, () => ({
    query:
      '{ employees(first: 1000) { edges { node { managementChain(maxDepth: 90) { employee { displayName managementChain { displayName } } } } } } }',
  })),
  'a thousand people with pay': always(8, () => ({
    query: `{ employees(first: 1000) { edges { node { ${fieldsOfPerson} remuneration { ... on Remuneration { annualBaseFullTime { money { amount } } warnings { code } } } } } } }`,
  })),
  'data gaps': always(8, () => ({
    query: `{ employees(first: 1000) { edges { node { ${fieldsOfPerson} dataGaps { field reason message } position { dataGaps { field } } } } } }`,
  })),
  'data quality in 48 aliases': always(4, () => ({
    query: `{ account { ${repeat(48, (i) => `a${i}: dataQuality { issues { count sample { id displayName } } notChecked { code } }`)} } }`,
  })),
  '10,000 entities': always(4, ({ people }) =>
    entities(
      Array.from({ length: 10_000 }, (_, i) => people[i % people.length] ?? ''),
      fieldsOfPerson,
    ),
  ),
  '10,000 errors': always(4, ({ people, narrow }) => ({
    ...entities(
      Array.from({ length: 10_000 }, (_, i) => people[i % people.length] ?? ''),
      'id gender birthDate nationality',
    ),
    headers: { authorization: `Bearer ${narrow}` },
  })),
  '10,000 broken representations': always(4, () =>
    entities(
      Array.from({ length: 10_000 }, () => '!'),
      'id',
    ),
  ),
  'deep variables': { concurrency: 4, send: (target) => post(target, { body: deepVariables }) },
  'many variables': { concurrency: 4, send: (target) => post(target, { body: manyVariables }) },
  'a long filter': { concurrency: 4, send: (target) => post(target, { body: longFilter }) },
  'no-cache': always(8, () => ({
    query: '{ employees(first: 1) { totalCount edges { node { contracts { id } remuneration { __typename } } } } }',
    headers: { 'cache-control': 'no-cache' },
  })),
  'unknown keys': {
    concurrency: 32,
    send: (target) =>
      post(target, { body: '{"query":"{ __typename }"}', headers: { authorization: `Bearer ${target.unknownKey}` } }),
  },
  '400 slow bodies': { concurrency: 400, send: sendSlowly },
};

/** Announces a body of two megabytes and sends it in small pieces, for as long as the connection is left open. */
function sendSlowly({ port, token }: Target): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: 2000000\r\n\r\n`,
    );
    const piece = Buffer.alloc(1_000, ' ');
    const timer = setInterval(() => socket.write(piece), 100);
    socket.resume().on('error', () => {});
    socket.once('close', () => {
      clearInterval(timer);
      resolve();
    });
  });
}
