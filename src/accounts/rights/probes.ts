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

const futurePeopleLimit = 100;

/**
 * Sends Lucca every probe: ten requests, and up to two more for a large company. People come first, because they prove the key
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
  const ask = <Row extends LuccaRow>(resource: Resource<Row>, limit = 1, filter: Filter = {}) =>
    probe(lucca, caller, { resource, limit, filter, isAnswer: (failure) => !(failure instanceof LuccaUnauthorized) });

  async function askForDepartments(): Promise<Probed<Department>> {
    const first = await ask(departments, departments.pageSize);
    if (isComplete(first) || first.rows.length === 0) return first;
    const second = await ask(departments, departments.pageSize, { page: '2' });
    const { failure } = second;
    return { ...first, failure, rows: [...first.rows, ...second.rows], seen: first.seen + second.seen };
  }

  async function askForPeopleAtTop({ rows }: Probed<Department>): Promise<Probed<ProbedUser>> {
    const tops = isComplete(people) ? [] : emptyTops(rows, people.rows);
    if (tops.length === 0) return { ...people, rows: [] };
    return ask(probedUsers, probedUsers.pageSize, { departmentId: tops.join() });
  }

  async function askForFuturePeople(): Promise<Probed<PresentUser>> {
    const day = surelyInFuture(now);
    const answer = await ask(presentUsers, futurePeopleLimit, { dtContractStart: `since,${day}` });
    // A Lucca that ignores the filter returns everybody.
    return {
      ...answer,
      rows: answer.rows.filter(({ dtContractStart }) => dtContractStart !== null && dtContractStart >= day),
    };
  }

  const people = await answered(
    'people',
    probe(lucca, caller, {
      resource: probedUsers,
      limit: probedUsers.pageSize,
      filter: {},
      isAnswer: (failure) => failure instanceof LuccaForbidden,
    }),
  );
  const departmentsAnswer = answered('departments', askForDepartments());
  await Promise.all([
    departmentsAnswer,
    answered('peopleAtTop', departmentsAnswer.then(askForPeopleAtTop)),
    answered('personnelFields', ask(extensionDefinitions)),
    answered('qualifications', ask(jobQualifications)),
    answered('contracts', ask(workContracts)),
    answered('fixedPay', ask(fixedItems)),
    answered('variablePay', ask(variableItems)),
    answered('variablePayWithDeleted', ask(variableItemsWithDeleted)),
    answered('peopleToCome', askForFuturePeople()),
    answered('presentPeople', ask(presentUsers)),
  ]);
  return soFar;
}

/** A day that is in the future in every time zone: a person who starts on it or later has not started yet. */
const surelyInFuture = (now: number) => new Date(now + 2 * dayMs).toISOString().slice(0, 10);
