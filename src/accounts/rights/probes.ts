import type { Caller, Filter, Lucca, LuccaRow, Resource } from '../../lucca/client.ts';
import { LuccaForbidden, LuccaUnauthorized } from '../../lucca/errors.ts';
import { type Department, departments } from '../../lucca/resources/departments.ts';
import { extensionDefinitions } from '../../lucca/resources/extensionDefinitions.ts';
import { fixedItems } from '../../lucca/resources/fixedItems.ts';
import { jobQualifications } from '../../lucca/resources/jobQualifications.ts';
import { type PresentUser, type ProbedUser, presentUsers, probedUsers } from '../../lucca/resources/probedUsers.ts';
import { variableItems, variableItemsWithDeleted } from '../../lucca/resources/variableItems.ts';
import { workContracts } from '../../lucca/resources/workContracts.ts';
import { dayMs } from '../../time.ts';
import { isComplete, type Probed, probe } from './probe.ts';
import { emptyTops } from './tree.ts';

/** The answer to each probe. A right may depend on several, and several rights on one. */
export type Answers = {
  people: Probed<ProbedUser>;
  departments: Probed<Department>;
  /** People at the top of the company; requested when there are too many people to see all of them on one page. */
  peopleAtTop: Probed<ProbedUser>;
  personnelFields: Probed;
  qualifications: Probed;
  contracts: Probed;
  fixedPay: Probed;
  variablePay: Probed;
  variablePayWithDeleted: Probed;
  peopleToCome: Probed<PresentUser>;
  presentPeople: Probed;
};

/** Sends Lucca one probe; all failures but a rejected key count as an answer. */
type Ask = <Row extends LuccaRow>(resource: Resource<Row>, limit?: number, filter?: Filter) => Promise<Probed<Row>>;

/**
 * Sends Lucca every probe: ten requests, up to two more for a large company, and one for each page size
 * that Lucca refuses. People come first, because they prove the key
 * and many of its rights; everything else follows at once. `onAnswer` is called with all answers so far after each one. Throws
 * Lucca's error when the key itself could not be proven; a later failure counts as an answer.
 */
export async function askProbes(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  now: number,
  onAnswer: (soFar: Partial<Answers>) => void = () => {},
): Promise<Partial<Answers>> {
  const soFar: Partial<Answers> = {};
  const answered = async <Name extends keyof Answers>(name: Name, asking: Promise<Answers[Name]>) => {
    const answer = await asking;
    soFar[name] = answer;
    onAnswer(soFar);
    return answer;
  };
  const ask: Ask = (resource, limit = 1, filter = {}) =>
    probe(lucca, caller, {
      resource: inAnyOrder(resource),
      limit,
      filter,
      isAnswer: (failure) => !(failure instanceof LuccaUnauthorized),
    });

  const people = await answered('people', askForPeople(lucca, caller));
  const departmentsAnswer = answered('departments', askForDepartments(ask));
  await Promise.all([
    departmentsAnswer,
    answered(
      'peopleAtTop',
      departmentsAnswer.then(({ rows }) => askForPeopleAtTop(ask, people, rows)),
    ),
    answered('personnelFields', ask(extensionDefinitions)),
    answered('qualifications', ask(jobQualifications)),
    answered('contracts', ask(workContracts)),
    answered('fixedPay', ask(fixedItems)),
    answered('variablePay', ask(variableItems)),
    answered('variablePayWithDeleted', ask(variableItemsWithDeleted)),
    answered('peopleToCome', askForFuturePeople(ask, now)),
    answered('presentPeople', ask(presentUsers)),
  ]);
  return soFar;
}

/** The same without the order, which Lucca may refuse, at the cost of a request. */
function inAnyOrder<Row extends LuccaRow>({ fallbackQuery: _, ...resource }: Resource<Row>): Resource<Row> {
  const { sort: __, ...query } = resource.query;
  return { ...resource, query };
}

/** The first people, which prove the key: only a refusal counts as an answer. */
const askForPeople = (lucca: Pick<Lucca, 'firstPage'>, caller: Caller) =>
  probe(lucca, caller, {
    resource: probedUsers,
    limit: probedUsers.pageSize,
    filter: {},
    isAnswer: (failure) => failure instanceof LuccaForbidden,
  });

/** The departments on the first two pages. */
async function askForDepartments(ask: Ask): Promise<Probed<Department>> {
  const first = await ask(departments, departments.pageSize);
  if (isComplete(first) || first.rows.length === 0) return first;
  const second = await ask(departments, departments.pageSize, { page: '2' });
  const { failure } = second;
  return { ...first, failure, rows: [...first.rows, ...second.rows], seen: first.seen + second.seen };
}

async function askForPeopleAtTop(
  ask: Ask,
  people: Probed<ProbedUser>,
  rows: readonly Department[],
): Promise<Probed<ProbedUser>> {
  const tops = isComplete(people) ? [] : emptyTops(rows, people.rows);
  if (tops.length === 0) return { ...people, rows: [] };
  return ask(probedUsers, probedUsers.pageSize, { departmentId: tops.join() });
}

const futurePeopleLimit = 100;

async function askForFuturePeople(ask: Ask, now: number): Promise<Probed<PresentUser>> {
  const day = surelyInFuture(now);
  const answer = await ask(presentUsers, futurePeopleLimit, { dtContractStart: `since,${day}` });
  // A Lucca that ignores the filter returns everybody.
  return {
    ...answer,
    rows: answer.rows.filter(({ dtContractStart }) => dtContractStart !== null && dtContractStart >= day),
  };
}

/** A day that is in the future in every time zone: a person who starts on it or later has not started yet. */
const surelyInFuture = (now: number) => new Date(now + 2 * dayMs).toISOString().slice(0, 10);
