import type { ProbedUser } from '../../lucca/resources/probedUsers.ts';
import type { Verdict } from '../permissions.ts';
import type { Answers, Probed } from './probes.ts';

/** What the answers say of one right, and the answer that says it. */
export type Conclusion = {
  verdict: Verdict;
  on: Probed;
  /** Rows in which there was something that only this right shows. */
  rowsFilled: number;
  /** Whether rows were in plain sight and nothing of this right was in them, as when there is no such data. */
  isSilent: boolean;
};

/** Concludes from Lucca's answers whether a key has one right. */
export type Rule = (answers: Answers) => Conclusion;

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

/** Everybody has a job title or a manager somewhere; in so many people, not one of them without is no accident. */
const enoughPeople = 20;

/** People are shown by the right to Lucca's data alone. No company is without people: somebody made the key. */
export const people: Rule = ({ people }) => (people.seen > 0 ? granted(people, people.seen) : missing(people));

type Field = 'position' | 'manager' | 'personnelFile';

/** A right that shows fields of a person: Lucca sends a documented field as null where it is not filled in, and never leaves it out. */
export const fieldOfPeople =
  (field: Field): Rule =>
  ({ people }) => {
    const filled = countFilled(people, field);
    if (filled > 0) return granted(people, filled);
    if (people.rows.length === 0) return hidden(people);
    if (isAbsent(people, field) || people.rows.length >= enoughPeople) return missing(people);
    return silent(people);
  };

/** Personnel files show fields of people, and the custom fields a company has defined for them. */
export const personnelFiles: Rule = (answers) => {
  const byPeople = fieldOfPeople('personnelFile')(answers);
  const { personnelFields } = answers;
  const isUnsettled = byPeople.verdict === 'INCONCLUSIVE';
  return isUnsettled && personnelFields.seen > 0 ? granted(personnelFields, personnelFields.seen) : byPeople;
};

/** A right to a list; `whenEmpty` says whether such a list can be empty with it. */
export const list =
  (name: keyof Answers, whenEmpty: 'missing' | 'silent'): Rule =>
  (answers) => {
    const answer = answers[name];
    if (answer.status === 403) return missing(answer);
    if (answer.seen > 0) return granted(answer, answer.seen);
    if (!answer.isAnswered) return hidden(answer);
    return whenEmpty === 'missing' ? missing(answer) : silent(answer);
  };

/** Nobody may be about to come, and those who were are here now: rows prove the right, and their absence nothing. */
export const peopleToCome: Rule = ({ peopleToCome }) =>
  peopleToCome.seen > 0 ? granted(peopleToCome, countOf(peopleToCome)) : hidden(peopleToCome);

/** Those who left are who is shown when they are asked for, and not otherwise. */
export const peopleWhoLeft: Rule = ({ people, presentPeople }) => {
  if (people.seen === 0 || !presentPeople.isAnswered) return hidden(people);
  const left = countOf(people) - countOf(presentPeople);
  return left > 0 ? granted(people, left) : silent(people);
};

/** Fixed pay, and the two figures of a person that come from it. */
export const individualSituations: Rule = (answers) => {
  const byItems = list('fixedPay', 'silent')(answers);
  if (byItems.verdict !== 'INCONCLUSIVE') return byItems;
  const { people } = answers;
  const filled = countFilled(people, 'payFigures');
  if (filled > 0) return granted(people, filled);
  return people.rows.length > 0 && isAbsent(people, 'payFigures') ? missing(people) : byItems;
};

/** Deleted variable pay is what comes on top when it is asked for. */
export const deletedPay: Rule = ({ variablePay, variablePayWithDeleted }) => {
  if (!variablePay.isAnswered) return hidden(variablePayWithDeleted);
  if (variablePayWithDeleted.status === 403) return missing(variablePayWithDeleted);
  if (!variablePayWithDeleted.isAnswered) return hidden(variablePayWithDeleted);
  const deleted = countOf(variablePayWithDeleted) - countOf(variablePay);
  if (deleted > 0) return granted(variablePayWithDeleted, deleted);
  return variablePay.seen > 0 ? silent(variablePayWithDeleted) : hidden(variablePayWithDeleted);
};

/** A right of the pay module: it does not apply where Lucca knows neither address of the module. */
export const ofPagga =
  (name: 'fixedPay' | 'variablePay' | 'variablePayWithDeleted', rule: Rule): Rule =>
  (answers) => {
    const isAbsent = [answers.fixedPay, answers.variablePay].every(({ status }) => status === 404 || status === 410);
    return isAbsent ? conclude('NOT_APPLICABLE', answers[name]) : rule(answers);
  };

const countFilled = ({ rows }: Probed<ProbedUser>, field: Field | 'payFigures') =>
  rows.filter((person) => person[field] === 'filled').length;

const isAbsent = ({ rows }: Probed<ProbedUser>, field: Field | 'payFigures') =>
  rows.every((person) => person[field] === 'absent');

const countOf = ({ total, seen }: Probed) => total ?? seen;
