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
import { isWhole, type Probed, probe } from './probe.ts';
import { topsWithoutAnybody } from './tree.ts';

/** One answer for each probe; a right may be read off several, and several rights off one. */
export type Answers = {
  people: Probed<ProbedUser>;
  departments: Probed<Department>;
  /** People at the very top of the company, looked for where there are too many people to see all of them at once. */
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

const enoughToCome = 100;

/**
 * Asks Lucca all that tells rights apart, in ten requests, and in up to two more for a large company: for people first, because
 * that proves the key and many of its rights, then for everything else at once. `onAnswer` hears what is known whenever an
 * answer has come in. Throws Lucca's error when the key itself could not be proven; what fails after that is an answer.
 */
export async function askProbes(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  now: number,
  onAnswer: (soFar: Partial<Answers>) => void = () => {},
): Promise<Partial<Answers>> {
  const soFar: Partial<Answers> = {};
  const heard = async <Name extends keyof Answers>(name: Name, asked: Promise<Answers[Name]>) => {
    const answer = await asked;
    soFar[name] = answer;
    onAnswer(soFar);
    return answer;
  };
  const ask = <Row extends LuccaRow>(resource: Resource<Row>, limit = 1, filter: Filter = {}) =>
    probe(lucca, caller, { resource, limit, filter, isBearable: (failure) => !(failure instanceof LuccaUnauthorized) });

  async function askForDepartments(): Promise<Probed<Department>> {
    const first = await ask(departments, departments.pageSize);
    if (isWhole(first) || first.rows.length === 0) return first;
    const second = await ask(departments, departments.pageSize, { page: '2' });
    const { failure } = second;
    return { ...first, failure, rows: [...first.rows, ...second.rows], seen: first.seen + second.seen };
  }

  async function askForPeopleAtTop({ rows }: Probed<Department>): Promise<Probed<ProbedUser>> {
    const tops = isWhole(people) ? [] : topsWithoutAnybody(rows, people.rows);
    if (tops.length === 0) return { ...people, rows: [] };
    return ask(probedUsers, probedUsers.pageSize, { departmentId: tops.join() });
  }

  async function askForPeopleToCome(): Promise<Probed<PresentUser>> {
    const day = surelyToCome(now);
    const answer = await ask(presentUsers, enoughToCome, { dtContractStart: `since,${day}` });
    // A Lucca that passes over the filter shows everybody.
    return {
      ...answer,
      rows: answer.rows.filter(({ dtContractStart }) => dtContractStart !== null && dtContractStart >= day),
    };
  }

  const people = await heard(
    'people',
    probe(lucca, caller, {
      resource: probedUsers,
      limit: probedUsers.pageSize,
      filter: {},
      isBearable: (failure) => failure instanceof LuccaForbidden,
    }),
  );
  const departmentsAsked = heard('departments', askForDepartments());
  await Promise.all([
    departmentsAsked,
    heard('peopleAtTop', departmentsAsked.then(askForPeopleAtTop)),
    heard('personnelFields', ask(extensionDefinitions)),
    heard('qualifications', ask(jobQualifications)),
    heard('contracts', ask(workContracts)),
    heard('fixedPay', ask(fixedItems)),
    heard('variablePay', ask(variableItems)),
    heard('variablePayWithDeleted', ask(variableItemsWithDeleted)),
    heard('peopleToCome', askForPeopleToCome()),
    heard('presentPeople', ask(presentUsers)),
  ]);
  return soFar;
}

/** A day so far ahead that whoever starts on it or later has not started yet, wherever on earth the company is. */
const surelyToCome = (now: number) => new Date(now + 2 * dayMs).toISOString().slice(0, 10);
