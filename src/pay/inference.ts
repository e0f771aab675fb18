import { groupBy } from '../groupBy.ts';
import { Decimal } from './decimals.ts';
import type { InferredPayments } from './treatments.ts';

/** Lucca's yearly figure for a person, with the items in force on the day of the figure. */
export type Observation = { yearly: string; items: readonly { natureId: number; amount: string }[] };

/** What is known before any observation: the payments that the account has set, and which natures are base salaries. */
export type KnownFacts = { paymentsPerYear: ReadonlyMap<number, string>; baseNatures: ReadonlySet<number> };

const fourDigits = (times: number) => BigInt(times * 10_000);

/** The payments a year that are tried in all combinations; 0 stands for a nature that Lucca's figure leaves out. */
const usualTimes: readonly bigint[] = [12, 1, 13, 14, 0].map(fourDigits);

/** The payments that are tried for one nature at a time. */
const rareTimes: readonly bigint[] = [2, 3, 4, 6].map(fourDigits);

/** The most payments a year. */
const mostTimes = 366n * 10_000n;

/** The minimum number of people needed to infer a nature's payments. */
const minPeople = 3;

/** The maximum number of natures of a person whose combinations are tried. */
const maxNatures = 5;

/** Lucca rounds its figures; the precision is not documented. */
const tolerance = scaled('1', 8);

/** The payments a year that are tried for a nature. */
type Candidates = (natureId: number) => readonly bigint[];

type Person = { yearly: bigint; amounts: ReadonlyMap<number, bigint> };

/**
 * Finds how often a year each nature is paid, so that the items of as many people as possible add up to Lucca's yearly figure for them.
 * Most people have several natures, so all natures are solved together: each person first votes for the likeliest combination that adds up
 * to their figure; then the payments of one nature at a time are changed as long as this reproduces more figures. A nature is left out
 * unless it is reproduced for three people, and for half of the people who have it.
 */
export function inferPayments(observations: readonly Observation[], known: KnownFacts): Map<number, InferredPayments> {
  const people = observations.map(personOf);
  const peopleByNature = groupByNature(people);
  const payments = new Map<number, bigint>();
  const usual = (natureId: number) => setTimes(natureId, known) ?? usualTimes;
  const votes = countVotes(people, usual, known);
  for (const natureId of peopleByNature.keys()) payments.set(natureId, mostVoted(natureId, votes, usual));
  const shown = shownTimes(people, known);
  refine(
    payments,
    peopleByNature,
    (natureId) => setTimes(natureId, known) ?? [...usualTimes, ...rareTimes, ...(shown.get(natureId) ?? [])],
  );

  const inferred = new Map<number, InferredPayments>();
  for (const [natureId, people] of peopleByNature) {
    const reproduced = countReproduced(people, payments);
    if (known.paymentsPerYear.has(natureId) || reproduced < minPeople || reproduced * 2 < people.length) continue;
    const times = payments.get(natureId) ?? 0n;
    inferred.set(natureId, {
      paymentsPerYear: times === 0n ? null : String(times / 10_000n),
      confidence: new Decimal(reproduced).dividedBy(people.length).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(),
    });
  }
  return inferred;
}

const personOf = ({ yearly, items }: Observation): Person => {
  const amounts = new Map<number, bigint>();
  for (const { natureId, amount } of items) amounts.set(natureId, (amounts.get(natureId) ?? 0n) + scaled(amount, 4));
  return { yearly: scaled(yearly, 8), amounts };
};

function groupByNature(people: readonly Person[]): Map<number, Person[]> {
  const peopleByNature = new Map<number, Person[]>();
  const natures = new Set(people.flatMap(({ amounts }) => [...amounts.keys()]));
  for (const natureId of [...natures].sort((a, b) => a - b)) {
    peopleByNature.set(
      natureId,
      people.filter(({ amounts }) => amounts.has(natureId)),
    );
  }
  return peopleByNature;
}

type Votes = Map<number, Map<bigint, number>>;

function countVotes(people: readonly Person[], candidates: Candidates, known: KnownFacts): Votes {
  const votes: Votes = new Map();
  for (const { yearly, amounts } of people) {
    if (amounts.size > maxNatures) continue;
    const likeliest = likeliestCombinations(yearly, [...amounts], candidates, known);
    // A person with a single possible combination counts more than a person with several.
    const weight = likeliest.length === 1 ? 4 : 1;
    for (const combination of likeliest) {
      for (const [natureId, times] of combination) {
        const ofNature = votes.get(natureId) ?? new Map<bigint, number>();
        ofNature.set(times, (ofNature.get(times) ?? 0) + weight);
        votes.set(natureId, ofNature);
      }
    }
  }
  return votes;
}

type Combination = readonly (readonly [natureId: number, times: bigint])[];

/** The most usual combinations that add up to a figure; none if no combination does. */
function likeliestCombinations(
  yearly: bigint,
  amounts: readonly (readonly [number, bigint])[],
  candidates: Candidates,
  known: KnownFacts,
): Combination[] {
  let least = Number.POSITIVE_INFINITY;
  let combinations: Combination[] = [];
  const visit = (index: number, left: bigint, oddity: number, combination: Combination): void => {
    if (oddity > least) return;
    const next = amounts[index];
    if (next !== undefined) {
      const [natureId, amount] = next;
      for (const times of candidates(natureId))
        visit(index + 1, left - amount * times, oddity + oddityOf(natureId, times, known), [
          ...combination,
          [natureId, times],
        ]);
    } else if (isSettled(left)) {
      combinations = oddity < least ? [combination] : [...combinations, combination];
      least = oddity;
    }
  };
  visit(0, yearly, 0, []);
  return combinations;
}

/** How unusual payments are: a salary is usually paid every month, anything else every month or once a year. */
function oddityOf(natureId: number, times: bigint, { baseNatures }: KnownFacts): number {
  const isBase = baseNatures.has(natureId);
  if (times === 0n) return isBase ? 6 : 4;
  if (times === 120_000n) return 0;
  if (times === 10_000n) return isBase ? 2 : 0;
  return isBase ? 1 : 2;
}

function mostVoted(natureId: number, votes: Votes, candidates: Candidates): bigint {
  const ofNature = votes.get(natureId);
  const [first = 0n, ...others] = candidates(natureId);
  return others.reduce(
    (best, times) => ((ofNature?.get(times) ?? 0) > (ofNature?.get(best) ?? 0) ? times : best),
    first,
  );
}

function refine(
  payments: Map<number, bigint>,
  peopleByNature: ReadonlyMap<number, readonly Person[]>,
  candidates: Candidates,
): void {
  for (let round = 0, isBetter = true; isBetter && round < 5; round += 1) {
    isBetter = false;
    for (const [natureId, people] of peopleByNature) {
      let best = payments.get(natureId) ?? 0n;
      let most = countReproduced(people, payments);
      for (const times of candidates(natureId)) {
        payments.set(natureId, times);
        const reproduced = countReproduced(people, payments);
        if (reproduced > most) [best, most, isBetter] = [times, reproduced, true];
      }
      payments.set(natureId, best);
    }
  }
}

function countReproduced(people: readonly Person[], payments: ReadonlyMap<number, bigint>): number {
  let count = 0;
  for (const { yearly, amounts } of people) {
    let left = yearly;
    for (const [natureId, amount] of amounts) left -= amount * (payments.get(natureId) ?? 0n);
    if (isSettled(left)) count += 1;
  }
  return count;
}

const setTimes = (natureId: number, { paymentsPerYear }: KnownFacts): readonly bigint[] | null => {
  const set = paymentsPerYear.get(natureId);
  return set === undefined ? null : [scaled(set, 4)];
};

/** The whole numbers of payments that follow from the figures of at least three people, if all their other items are monthly salaries. */
function shownTimes(people: readonly Person[], { baseNatures }: KnownFacts): Map<number, bigint[]> {
  const counts = new Map<number, Map<bigint, number>>();
  for (const { yearly, amounts } of people) {
    for (const [natureId, amount] of amounts) {
      const others = [...amounts].filter(([id]) => id !== natureId);
      if (amount === 0n || !others.every(([id]) => baseNatures.has(id))) continue;
      const rest = others.reduce((left, [, salary]) => left - salary * 120_000n, yearly);
      const times = (rest / (amount * 10_000n)) * 10_000n;
      if (times <= 0n || times > mostTimes || !isSettled(rest - amount * times)) continue;
      const ofNature = counts.get(natureId) ?? new Map<bigint, number>();
      counts.set(natureId, ofNature.set(times, (ofNature.get(times) ?? 0) + 1));
    }
  }
  return new Map(
    [...counts].map(([natureId, ofNature]) => [
      natureId,
      [...ofNature].flatMap(([times, count]) => (count < minPeople ? [] : [times])),
    ]),
  );
}

/** The days on which an item of a nature is in force; the last one is null for no end. */
export type ItemSpan = { natureId: number; startsOn: string; endsOn: string | null };

/**
 * Finds the natures that are paid once a year without Lucca's yearly figures: at least three items are entered, each for one month, and
 * always for the same month of the year.
 */
export function inferFromMonths(items: readonly ItemSpan[]): Map<number, InferredPayments> {
  const inferred = new Map<number, InferredPayments>();
  for (const [natureId, spans] of groupBy(items, (item) => item.natureId)) {
    const [month, ...others] = new Set(spans.map(monthOf));
    if (month && others.length === 0 && spans.length >= minPeople)
      inferred.set(natureId, { paymentsPerYear: '1', confidence: null });
  }
  return inferred;
}

/** The month of the year that a span lies in, such as `12`; null if it is longer than a month. */
const monthOf = ({ startsOn, endsOn }: ItemSpan): string | null =>
  endsOn?.slice(0, 7) === startsOn.slice(0, 7) ? startsOn.slice(5, 7) : null;

const isSettled = (left: bigint) => left <= tolerance && left >= -tolerance;

/** A decimal scaled to an integer by this number of decimal places, so that sums of thousands of combinations are exact and fast. */
function scaled(text: string, digits: number): bigint {
  return BigInt(new Decimal(text).times(new Decimal(10).pow(digits)).toFixed(0));
}
