import type { ProbedUser } from '../../lucca/resources/probedUsers.ts';
import type { Verdict } from './permissions.ts';
import { isForbidden, type Probed } from './probe.ts';
import type { Answers } from './probes.ts';

/** The verdict on one right, and the answer it is based on. */
export type Conclusion = {
  verdict: Verdict;
  on: Probed;
  /** Rows with a value that only this right shows. */
  rowsFilled: number;
  /** Whether Lucca's answer contained no data that requires this right, which is also the case if there is no such data. */
  isSilent: boolean;
};

/** Decides from the answers to some probes, and no others, whether a key has one right. */
export type EvidenceRule<Name extends keyof Answers = keyof Answers> = {
  probes: readonly Name[];
  conclude: (answers: Pick<Answers, Name>) => Conclusion;
};

/** Makes a rule that reads the answers to these probes. */
export const evidenceRule = <Name extends keyof Answers>(
  probes: readonly Name[],
  conclude: EvidenceRule<Name>['conclude'],
): EvidenceRule<Name> => ({ probes, conclude });

const conclude = (verdict: Verdict, on: Probed, rowsFilled = 0): Conclusion => ({
  verdict,
  on,
  rowsFilled,
  isSilent: false,
});

/** The key has the right: this many rows contain values that only this right shows. */
export const granted = (on: Probed, rowsFilled: number) => conclude('GRANTED', on, rowsFilled);

/** The key does not have the right. */
export const missing = (on: Probed) => conclude('MISSING', on);

/** Unknown, because something else hides the data that requires the right. */
export const hidden = (on: Probed) => conclude('INCONCLUSIVE', on);

/** Unknown, because Lucca answers the same way when there is no such data. */
const silent = (on: Probed): Conclusion => ({ ...conclude('INCONCLUSIVE', on), isSilent: true });

/** People require the right to Lucca's data, and every company has people: at least the person who created the key. */
export const people = evidenceRule(['people'], ({ people }) =>
  people.seen > 0 ? granted(people, people.seen) : missing(people),
);

const fields = ['position', 'manager', 'personnelFile'] as const;

type Field = (typeof fields)[number];

/** Among this many people, it cannot be a coincidence that nobody has a job title, a manager or a birth date. */
const enoughPeople = 20;

/**
 * A right that shows fields of a person. Without it, Lucca leaves them out or sends null; it also sends null for a field that is
 * not filled in. When many people all have null, the right counts as missing, unless Lucca is seen to leave out the fields it
 * hides: then a null is not hidden, but empty.
 */
export const fieldOfPeople = (field: Field) =>
  evidenceRule(['people'], ({ people }) => {
    const filled = countFilled(people, field);
    if (filled > 0) return granted(people, filled);
    if (people.rows.length === 0) return hidden(people);
    if (isAbsent(people, field)) return missing(people);
    const isLeavingOut = fields.some((other) => isAbsent(people, other));
    return people.rows.length >= enoughPeople && !isLeavingOut ? missing(people) : silent(people);
  });

/** The right to personnel files shows fields of people, and the custom fields that a company has defined for them. */
export const personnelFiles = evidenceRule(['people', 'personnelFields'], (answers) => {
  const byPeople = fieldOfPeople('personnelFile').conclude(answers);
  const { personnelFields } = answers;
  const isUnsettled = byPeople.verdict === 'INCONCLUSIVE';
  return isUnsettled && personnelFields.seen > 0 ? granted(personnelFields, personnelFields.seen) : byPeople;
});

/** A right to a list; `whenEmpty` is the conclusion from an empty one. */
export const list = <Name extends keyof Answers>(name: Name, whenEmpty: 'missing' | 'silent') =>
  evidenceRule([name], (answers) => {
    const answer = answers[name];
    if (isForbidden(answer)) return missing(answer);
    if (answer.seen > 0) return granted(answer, answer.seen);
    if (!answer.isAnswered) return hidden(answer);
    return whenEmpty === 'missing' ? missing(answer) : silent(answer);
  });

/** A company may have no future employees at the moment: rows prove the right, no rows prove nothing. */
export const peopleToCome = evidenceRule(['peopleToCome'], ({ peopleToCome }) =>
  peopleToCome.rows.length > 0 ? granted(peopleToCome, peopleToCome.rows.length) : hidden(peopleToCome),
);

/**
 * Former employees are those in the list of everybody but not in that of present people. Both lists must be counted. The last days of
 * contracts count as filled rows: without any, Lucca may be withholding former employees.
 */
export const peopleWhoLeft = evidenceRule(['people', 'presentPeople'], ({ people, presentPeople }) => {
  if (people.seen === 0 || people.total === null || presentPeople.total === null) return hidden(people);
  const left = people.total - presentPeople.total;
  return left > 0 ? granted(people, Math.min(left, countFilled(people, 'lastDay'))) : silent(people);
});

/** Fixed pay, and the two fields of a person that come from it. */
export const individualSituations = evidenceRule(['people', 'fixedPay'], (answers) => {
  const byItems = list('fixedPay', 'silent').conclude(answers);
  if (byItems.verdict !== 'INCONCLUSIVE') return byItems;
  const { people } = answers;
  const filled = countFilled(people, 'payFigures');
  // Omitted figures prove nothing: Lucca may also omit figures that nobody has.
  return filled > 0 ? granted(people, filled) : byItems;
});

/** Deleted variable pay is the difference between this list and the list without it. */
export const deletedPay = evidenceRule(['variablePay', 'variablePayWithDeleted'], (answers) => {
  const { variablePay, variablePayWithDeleted } = answers;
  if (!variablePay.isAnswered) return hidden(variablePayWithDeleted);
  if (isForbidden(variablePayWithDeleted)) return missing(variablePayWithDeleted);
  if (!variablePayWithDeleted.isAnswered) return hidden(variablePayWithDeleted);
  const deleted = countOf(variablePayWithDeleted) - countOf(variablePay);
  if (deleted > 0) return granted(variablePayWithDeleted, deleted);
  return variablePay.seen > 0 ? silent(variablePayWithDeleted) : hidden(variablePayWithDeleted);
});

const probesOfPagga = ['people', 'fixedPay', 'variablePay', 'variablePayWithDeleted'] as const;

/**
 * A right of the pay module. It does not apply when Lucca knows neither address of the module. A refusal means that the right is
 * missing when the module is known to be installed; otherwise Lucca may be refusing a module that the company does not have.
 */
export const ofPagga = (
  name: 'fixedPay' | 'variablePay' | 'variablePayWithDeleted',
  rule: EvidenceRule<(typeof probesOfPagga)[number]>,
) =>
  evidenceRule(probesOfPagga, (answers) => {
    const { people, fixedPay, variablePay, variablePayWithDeleted } = answers;
    const isAbsent = [fixedPay, variablePay].every(({ status }) => status === 404 || status === 410);
    if (isAbsent) return conclude('NOT_APPLICABLE', answers[name]);
    const isThere =
      [fixedPay, variablePay, variablePayWithDeleted].some(({ isAnswered }) => isAnswered) ||
      countFilled(people, 'payFigures') > 0;
    return !isThere && isForbidden(answers[name]) ? silent(answers[name]) : rule.conclude(answers);
  });

const countFilled = ({ rows }: Probed<ProbedUser>, field: Field | 'lastDay' | 'payFigures') =>
  rows.filter((person) => person[field] === 'filled').length;

const isAbsent = ({ rows }: Probed<ProbedUser>, field: Field) => rows.every((person) => person[field] === 'absent');

const countOf = ({ total, seen }: Probed) => total ?? seen;
