import type { Caller, Filter, Lucca, LuccaRow, Resource } from '../../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaUnauthorized } from '../../lucca/errors.ts';
import { type Department, departments } from '../../lucca/resources/departments.ts';
import { extensionDefinitions } from '../../lucca/resources/extensionDefinitions.ts';
import { fixedItems } from '../../lucca/resources/fixedItems.ts';
import { jobQualifications } from '../../lucca/resources/jobQualifications.ts';
import { type ProbedUser, presentUsers, probedUsers } from '../../lucca/resources/probedUsers.ts';
import { variableItems, variableItemsWithDeleted } from '../../lucca/resources/variableItems.ts';
import { workContracts } from '../../lucca/resources/workContracts.ts';

/** What Lucca answered to one probe: its first rows, or the status it failed with. */
export type Probed<Row = unknown> = {
  path: string;
  /** Null when Lucca did not answer. */
  status: number | null;
  /** Whether Lucca answered as it should, be it with no row at all. */
  isAnswered: boolean;
  rows: readonly Row[];
  /** Rows in the answer, those included that could not be understood: they were shown all the same. */
  seen: number;
  /** Rows over all pages, where Lucca counts them. */
  total: number | null;
};

/** One answer for each probe; a right may be read off several, and several rights off one. */
export type Answers = {
  people: Probed<ProbedUser>;
  presentPeople: Probed;
  peopleToCome: Probed;
  departments: Probed<Department>;
  personnelFields: Probed;
  contracts: Probed;
  qualifications: Probed;
  fixedPay: Probed;
  variablePay: Probed;
  variablePayWithDeleted: Probed;
};

/**
 * Asks Lucca all that tells rights apart, in ten requests: for people first, because that proves the key, for the rest at once.
 * Throws Lucca's error when the key itself could not be proven; what fails after that is part of the answers.
 */
export async function askProbes(lucca: Pick<Lucca, 'peek'>, caller: Caller, now: number): Promise<Answers> {
  const ask = <Row extends LuccaRow>(resource: Resource<Row>, limit = 1, filter: Filter = {}) =>
    probe(lucca, caller, { resource, limit, filter, isBearable: (failure) => !(failure instanceof LuccaUnauthorized) });

  const people = await probe(lucca, caller, {
    resource: probedUsers,
    limit: 1_000,
    filter: {},
    isBearable: (failure) => failure instanceof LuccaForbidden,
  });
  const asked = {
    presentPeople: ask(presentUsers),
    peopleToCome: ask(presentUsers, 1, { dtContractStart: `since,${surelyToCome(now)}` }),
    departments: ask(departments, 100),
    personnelFields: ask(extensionDefinitions),
    contracts: ask(workContracts),
    qualifications: ask(jobQualifications),
    fixedPay: ask(fixedItems),
    variablePay: ask(variableItems),
    variablePayWithDeleted: ask(variableItemsWithDeleted),
  };
  await Promise.all(Object.values(asked));
  return {
    people,
    presentPeople: await asked.presentPeople,
    peopleToCome: await asked.peopleToCome,
    departments: await asked.departments,
    personnelFields: await asked.personnelFields,
    contracts: await asked.contracts,
    qualifications: await asked.qualifications,
    fixedPay: await asked.fixedPay,
    variablePay: await asked.variablePay,
    variablePayWithDeleted: await asked.variablePayWithDeleted,
  };
}

type Probe<Row extends LuccaRow> = {
  resource: Resource<Row>;
  limit: number;
  filter: Filter;
  /** Whether a failure of Lucca is an answer like another. */
  isBearable: (failure: LuccaError) => boolean;
};

async function probe<Row extends LuccaRow>(
  lucca: Pick<Lucca, 'peek'>,
  caller: Caller,
  { resource, limit, filter, isBearable }: Probe<Row>,
): Promise<Probed<Row>> {
  const { path } = resource;
  try {
    const { rows, rejected, total } = await lucca.peek(caller, resource, limit, filter);
    return { path, status: 200, isAnswered: true, rows, seen: rows.length + rejected, total };
  } catch (failure) {
    if (!(failure instanceof LuccaError) || !isBearable(failure)) throw failure;
    return { path, status: failure.status ?? null, isAnswered: false, rows: [], seen: 0, total: null };
  }
}

const dayMs = 86_400_000;

/** A day so far ahead that whoever starts on it or later has not started yet, wherever on earth the company is. */
const surelyToCome = (now: number) => new Date(now + 2 * dayMs).toISOString().slice(0, 10);
