import type { ProbedUser } from '../../lucca/resources/probedUsers.ts';
import type { Verdict } from './permissions.ts';
import type { Probed } from './probe.ts';
import type { Answers } from './probes.ts';

/** What the answers say of one right, and the answer that says it. */
export type Conclusion = {
  verdict: Verdict;
  on: Probed;
  /** Rows in which there was something that only this right shows. */
  rowsFilled: number;
  /** Whether Lucca answered and nothing of this right was in it, as when there is no such data. */
  isSilent: boolean;
};

/** How Lucca's answers to some probes, and to no others, tell whether a key has one right. */
export type Rule<Name extends keyof Answers = keyof Answers> = {
  probes: readonly Name[];
  conclude: (answers: Pick<Answers, Name>) => Conclusion;
};

/** A rule that looks at the answers to these probes. */
export const ruleOn = <Name extends keyof Answers>(
  probes: readonly Name[],
  conclude: Rule<Name>['conclude'],
): Rule<Name> => ({ probes, conclude });

const conclude = (verdict: Verdict, on: Probed, rowsFilled = 0): Conclusion => ({
  verdict,
  on,
  rowsFilled,
  isSilent: false,
});

/** The right is there: so many rows show what nothing else does. */
export const granted = (on: Probed, rowsFilled: number) => conclude('GRANTED', on, rowsFilled);

/** The right is not there. */
export const missing = (on: Probed) => conclude('MISSING', on);

/** It cannot be told, because something stands before what the right would show. */
export const hidden = (on: Probed) => conclude('INCONCLUSIVE', on);

/** It cannot be told: Lucca answers the same way when there is no such data. */
const silent = (on: Probed): Conclusion => ({ ...conclude('INCONCLUSIVE', on), isSilent: true });

/** People are shown by the right to Lucca's data alone. No company is without people: somebody made the key. */
export const people = ruleOn(['people'], ({ people }) =>
  people.seen > 0 ? granted(people, people.seen) : missing(people),
);

const fields = ['position', 'manager', 'personnelFile'] as const;

type Field = (typeof fields)[number];

/** In so many people it is no accident that nobody has a job title, a manager or a birth date. */
const enoughPeople = 20;

/**
 * A right that shows fields of a person. Without it Lucca leaves them out or sends them as null, and also sends null where nothing
 * is filled in. That nobody of many has anything filled in means that the right is missing, unless Lucca is seen to leave out
 * what it hides: then what it sends as null is not hidden.
 */
export const fieldOfPeople = (field: Field) =>
  ruleOn(['people'], ({ people }) => {
    const filled = countFilled(people, field);
    if (filled > 0) return granted(people, filled);
    if (people.rows.length === 0) return hidden(people);
    if (isAbsent(people, field)) return missing(people);
    const isLeavingOut = fields.some((other) => isAbsent(people, other));
    return people.rows.length >= enoughPeople && !isLeavingOut ? missing(people) : silent(people);
  });

/** Personnel files show fields of people, and the custom fields a company has defined for them. */
export const personnelFiles = ruleOn(['people', 'personnelFields'], (answers) => {
  const byPeople = fieldOfPeople('personnelFile').conclude(answers);
  const { personnelFields } = answers;
  const isUnsettled = byPeople.verdict === 'INCONCLUSIVE';
  return isUnsettled && personnelFields.seen > 0 ? granted(personnelFields, personnelFields.seen) : byPeople;
});

/** A right to a list; `whenEmpty` says whether such a list can be empty with it. */
export const list = <Name extends keyof Answers>(name: Name, whenEmpty: 'missing' | 'silent') =>
  ruleOn([name], (answers) => {
    const answer = answers[name];
    if (answer.status === 403) return missing(answer);
    if (answer.seen > 0) return granted(answer, answer.seen);
    if (!answer.isAnswered) return hidden(answer);
    return whenEmpty === 'missing' ? missing(answer) : silent(answer);
  });

/** Nobody may be about to come, and those who were are here now: rows prove the right, and their absence nothing. */
export const peopleToCome = ruleOn(['peopleToCome'], ({ peopleToCome }) =>
  peopleToCome.rows.length > 0 ? granted(peopleToCome, peopleToCome.rows.length) : hidden(peopleToCome),
);

/** Those who left are who is shown when they are asked for, and not otherwise; it takes counts of all to tell. */
export const peopleWhoLeft = ruleOn(['people', 'presentPeople'], ({ people, presentPeople }) => {
  if (people.seen === 0 || people.total === null || presentPeople.total === null) return hidden(people);
  const left = people.total - presentPeople.total;
  return left > 0 ? granted(people, left) : silent(people);
});

/** Fixed pay, and the two figures of a person that come from it. */
export const individualSituations = ruleOn(['people', 'fixedPay'], (answers) => {
  const byItems = list('fixedPay', 'silent').conclude(answers);
  if (byItems.verdict !== 'INCONCLUSIVE') return byItems;
  const { people, fixedPay } = answers;
  const filled = countFilled(people, 'payFigures');
  if (filled > 0) return granted(people, filled);
  const isLeftOut = people.rows.length > 0 && isAbsent(people, 'payFigures');
  return fixedPay.isAnswered && isLeftOut ? missing(people) : byItems;
});

/** Deleted variable pay is what comes on top when it is asked for. */
export const deletedPay = ruleOn(['variablePay', 'variablePayWithDeleted'], (answers) => {
  const { variablePay, variablePayWithDeleted } = answers;
  if (!variablePay.isAnswered) return hidden(variablePayWithDeleted);
  if (variablePayWithDeleted.status === 403) return missing(variablePayWithDeleted);
  if (!variablePayWithDeleted.isAnswered) return hidden(variablePayWithDeleted);
  const deleted = countOf(variablePayWithDeleted) - countOf(variablePay);
  if (deleted > 0) return granted(variablePayWithDeleted, deleted);
  return variablePay.seen > 0 ? silent(variablePayWithDeleted) : hidden(variablePayWithDeleted);
});

const probesOfPagga = ['people', 'fixedPay', 'variablePay', 'variablePayWithDeleted'] as const;

/**
 * A right of the pay module. It does not apply where Lucca knows neither address of the module. A refusal means that it is missing
 * where the module is seen to be there; otherwise Lucca may refuse a module that the company does not have.
 */
export const ofPagga = (
  name: 'fixedPay' | 'variablePay' | 'variablePayWithDeleted',
  rule: Rule<(typeof probesOfPagga)[number]>,
) =>
  ruleOn(probesOfPagga, (answers) => {
    const { people, fixedPay, variablePay, variablePayWithDeleted } = answers;
    const isAbsent = [fixedPay, variablePay].every(({ status }) => status === 404 || status === 410);
    if (isAbsent) return conclude('NOT_APPLICABLE', answers[name]);
    const isThere =
      [fixedPay, variablePay, variablePayWithDeleted].some(({ isAnswered }) => isAnswered) ||
      countFilled(people, 'payFigures') > 0;
    return !isThere && answers[name].status === 403 ? silent(answers[name]) : rule.conclude(answers);
  });

const countFilled = ({ rows }: Probed<ProbedUser>, field: Field | 'payFigures') =>
  rows.filter((person) => person[field] === 'filled').length;

const isAbsent = ({ rows }: Probed<ProbedUser>, field: Field | 'payFigures') =>
  rows.every((person) => person[field] === 'absent');

const countOf = ({ total, seen }: Probed) => total ?? seen;
