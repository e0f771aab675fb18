import { type DocumentNode, type ExecutionResult, execute, getOperationAST } from 'graphql';
import type { Account } from '../../src/accounts/account.ts';
import type { Accounts } from '../../src/accounts/accounts.ts';
import type { Audit } from '../../src/audit/audit.ts';
import { noNotes } from '../../src/audit/notes.ts';
import type { AccountCaches, CachedAccount } from '../../src/cache/accountCaches.ts';
import { type LookupKey, WHOLE } from '../../src/cache/cacheKey.ts';
import { createDerived } from '../../src/cache/derived.ts';
import type { ResourceCache } from '../../src/cache/resourceCache.ts';
import type { Fetched, Rows } from '../../src/cache/rows.ts';
import type { Source } from '../../src/cache/source.ts';
import { type ContextOptions, createContext } from '../../src/graph/context.ts';
import { createInferences } from '../../src/graph/remunerationMapping/inference.ts';
import { subgraphSchema } from '../../src/graph/schema.ts';
import { encodeId } from '../../src/graph/server/ids.ts';
import { createScheduler } from '../../src/graph/server/scheduler.ts';
import { scopes } from '../../src/graph/server/viewer.ts';
import { groupBy } from '../../src/groupBy.ts';
import { createPolicies } from '../../src/loaders/freshness.ts';
import { sources } from '../../src/loaders/sources.ts';
import { createLucca, type Lucca } from '../../src/lucca/client.ts';
import { defaultPolicy } from '../../src/lucca/resilience/policy.ts';
import type { LuccaRow } from '../../src/lucca/resource.ts';
import { createLoopbackAgent } from '../../src/lucca/transport/connect.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { allRows, callerAt } from './luccaClient.ts';
import { tinyCompany, tinyKeys } from './tinyCompany.ts';

/** Rows of many people, who are those of the tiny company again and again, and what reads them. */
export type CountedCompany = {
  ids: { employees: string[]; departments: string[] };
  /** Executes an operation, with a clock that advances with the work. */
  run(document: DocumentNode, variables?: Record<string, unknown>): Promise<Run>;
};

/** What an operation has counted itself, how many properties of rows it has looked at, and how long it did not let others run. */
type Run = { result: ExecutionResult; spent: number; reads: number; longestMs: number };

const startedAt = Date.parse('2026-11-24T12:00:00Z');
/** How the clock advances, in milliseconds: with each property of a row that is looked at, and with each look at the clock. */
const readMs = 0.000_2;
const lookMs = 0.005;

type AnyRow = Fetched<LuccaRow> & Record<string, unknown>;

/** Creates a company of so many people in so many departments, which is in memory as if it had been read from Lucca. */
export async function createCountedCompany(people: number, departments: number): Promise<CountedCompany> {
  let reads = 0;
  const counted = <Row extends object>(row: Row): Row =>
    new Proxy(row, {
      get(target, name) {
        reads += 1;
        return Reflect.get(target, name);
      },
    });
  const tiny = await readTiny();
  const caches = new Map(
    Object.entries<Source<LuccaRow>>(sources as never).map(([name, source]) => {
      const rows = manyOf(name, tiny.get(name) ?? [], people, departments);
      return [source.resource.name, createCache(rows.map(counted), source)];
    }),
  );
  const options: ContextOptions = {
    accounts: only<Accounts>({ recent: () => account, isCurrent: async () => true, onRead() {}, onFailure() {} }),
    lucca: only<Lucca>({ nextReadAt: () => 0 }),
    vault: {
      sealer: () => ({ seal: (text: string) => text, open: (text: string) => text }),
      digester: () => ({ digest: (text: string) => text, keyIdOf: () => 'k1' }),
    },
    caches: only<AccountCaches>({
      open: () => ({
        resource: <Row extends LuccaRow>(_: CachedAccount, { resource }: Source<Row>) =>
          caches.get(resource.name) as ResourceCache<Row>,
        // What is resolved is counted, so that nothing is kept.
        derived: () => createDerived(0, () => {}),
        keptResponses: () => ({ find: () => undefined, keep() {} }),
        close() {},
      }),
    }),
    policies: createPolicies(),
    inferences: createInferences(() => startedAt),
    nameSubject: () => 'somebody',
    audit: only<Audit>({ page: async () => ({ lines: [], hasMore: false }) }),
    deadlineMs: 1_000_000,
    readMs: 1_000_000,
    now: () => startedAt,
  };
  const idsOf = (kind: 'employee' | 'department', count: number) =>
    Array.from({ length: count }, (_, index) => encodeId(kind, account.id, index + 1));

  return {
    ids: { employees: idsOf('employee', people), departments: idsOf('department', departments) },
    async run(document, variables = {}) {
      const readsBefore = reads;
      let [looks, turnAt, longestMs, spent] = [0, 0, 0, 0];
      const clock = () => (reads - readsBefore) * readMs + looks * lookMs;
      const endTurn = () => {
        longestMs = Math.max(longestMs, clock() - turnAt);
        turnAt = clock();
      };
      const scheduler = createScheduler({
        now: () => startedAt,
        clock() {
          looks += 1;
          return clock();
        },
        defer: (callback) =>
          setImmediate(() => {
            endTurn();
            callback();
          }),
      });
      const work = scheduler.operation('tiny', Number.POSITIVE_INFINITY);
      const spend = (steps: number) => {
        spent += steps;
        work.spend(steps);
      };
      const viewer = { tenant: 'tiny', subject: 'user-1', scopes: new Set(scopes), employeeId: null };
      const request = {
        viewer,
        correlationId: '',
        maxAgeMs: null,
        startedAt,
        notes: noNotes,
        work: { ...work, spend },
      };
      const contextValue = await createContext(options, request);
      const result = await execute({ schema: subgraphSchema(), document, variableValues: variables, contextValue });
      endTurn();
      return { result, spent, reads: reads - readsBefore, longestMs };
    },
  };
}

/** Something of which only this part is used; whatever else is used is an error that names it. */
const only = <Whole extends object>(part: Partial<Whole>): Whole =>
  new Proxy(part, {
    get(target, name) {
      if (!(name in target)) throw new Error(`${String(name)} is not there in a counted company`);
      return Reflect.get(target, name);
    },
  }) as Whole;

const account: Account = {
  id: '00000000-0000-4000-8000-000000000000',
  tenant: 'tiny',
  host: tinyCompany().host,
  version: 1,
  status: 'CONNECTED',
  connectedAt: '2026-01-01T00:00:00Z',
  checkedAt: null,
  rightsChangedAt: null,
  checkHistory: [],
  checks: [
    {
      permission: 'FORMER_EMPLOYEES',
      requirement: 'RECOMMENDED',
      verdict: 'GRANTED',
      evidence: {
        method: 'GET',
        path: '/api/v3/users',
        status: 200,
        rowsSeen: 1,
        rowsFilled: 1,
        isSilent: false,
        isAnswered: true,
      },
      grantedAt: '2026-01-01T00:00:00Z',
    },
  ],
  mapping: {
    natures: [],
    weeklyHoursAtFullTime: null,
    weeklyHoursByLegalEntity: [],
    contractTypes: [],
    terminationReasons: [],
    level: null,
    jobFamily: null,
    personnelFilePay: null,
  },
};

/** The rows of the tiny company, by source. */
async function readTiny(): Promise<ReadonlyMap<string, AnyRow[]>> {
  const sandbox = await createSandbox({ companies: [tinyCompany()], requestsPerMinute: 10_000 });
  const dispatcher = createLoopbackAgent(sandbox.port, defaultPolicy);
  const lucca = createLucca({ scheme: 'http', dispatcher });
  const caller = callerAt(account.host, { apiKey: tinyKeys.full });
  const found = new Map<string, AnyRow[]>();
  for (const [name, { resource }] of Object.entries<Source<LuccaRow>>(sources as never))
    found.set(name, (await allRows(lucca.pages(caller, resource))) as AnyRow[]);
  await dispatcher.close();
  await sandbox.close();
  return found;
}

/** Numbers far enough apart that no copy of a row has the number of another. */
const step = 1_000;
const tinyPeople = 6;

/** The rows of a source for many people: all that belongs to somebody is there once for each. */
function manyOf(name: string, rows: readonly AnyRow[], people: number, departments: number): AnyRow[] {
  const fetched = rows.map((row) => ({ ...row, fetchedAt: startedAt }));
  if (name === 'departments')
    return Array.from({ length: departments }, (_, index) => ({
      ...(fetched[index % fetched.length] as AnyRow),
      id: index + 1,
      parentLuccaId: parentOf(index + 1, departments),
    }));
  const ownerOf = ownersOf[name];
  if (!ownerOf) return fetched;
  return Array.from({ length: people }, (_, index) => index + 1).flatMap((number) =>
    fetched
      .filter((row) => ownerOf(row) === 1 + (number % tinyPeople))
      .map((row) => ({ ...row, ...moved(name, row, number, people, departments) })),
  );
}

/** Whose a row is. */
const ownersOf: Record<string, (row: AnyRow) => unknown> = {
  employees: ({ id }) => id,
  personnelFiles: ({ id }) => id,
  payFigures: ({ id }) => id,
  contracts: ({ ownerId }) => ownerId,
  fixedItems: ({ workContract }) => (workContract as { ownerId: number }).ownerId,
  variableItems: ({ workContract }) => (workContract as { ownerId: number }).ownerId,
  variableItemsWithDeleted: ({ workContract }) => (workContract as { ownerId: number }).ownerId,
};

/** What differs in the row of a person with another number. */
function moved(name: string, row: AnyRow, number: number, people: number, departments: number): object {
  const id = Number(row.id) + step * number;
  if (name === 'contracts') return { id, ownerId: number };
  if ('workContract' in row) {
    const workContractId = Number(row.workContractId) + step * number;
    return {
      id,
      workContractId,
      workContract: { ...(row.workContract as object), id: workContractId, ownerId: number },
    };
  }
  if (name !== 'employees') return { id: number };
  const managerId = parentOf(number, people);
  const manager = managerId === null ? null : { id: managerId, name: 'A manager' };
  const dates = { dtContractStart: '2019-03-01', dtContractEnd: null };
  return { id: number, managerId, manager, departmentId: 1 + (number % departments), ...dates };
}

/** Nine of ten are in a tree of three below each; the last ones are below each other, as deep as they are many. */
function parentOf(number: number, count: number): number | null {
  if (number === 1) return null;
  return number > count - Math.min(count * 0.1, 200) ? number - 1 : Math.ceil((number - 1) / 3);
}

function createCache(rows: Rows<LuccaRow>, { keyOf }: Source<LuccaRow>): ResourceCache<LuccaRow> {
  const byKey = groupBy(rows, keyOf);
  const get = (key: LookupKey) => ({
    status: 'fresh' as const,
    rows: key === WHOLE ? rows : (byKey.get(key) ?? []),
  });
  const read = async () => {
    throw new Error('All rows are in memory.');
  };
  const revision = { oldestReadAt: Number.POSITIVE_INFINITY };
  return { get, peek: get, revision: () => revision, read, first: async (limit: number) => rows.slice(0, limit) };
}

/** The operation in a document. */
export const operationIn = (document: DocumentNode) => {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has no operation.');
  return operation;
};
