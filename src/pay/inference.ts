import { Decimal } from './decimals.ts';
import type { Inferred } from './rules.ts';

/** A person whose yearly figure Lucca tells, with the items that make it up: those in force on the day of the figure. */
export type Witness = { yearly: string; items: readonly { natureId: number; amount: string }[] };

/** How often a year natures are paid, as far as it is known without witnesses. */
export type Given = { paymentsPerYear: ReadonlyMap<number, string>; baseNatures: ReadonlySet<number> };

/** The numbers of payments a year that are tried; 0 stands for a nature that Lucca's figure leaves out. */
const candidates = [12, 1, 13, 14, 0].map((times) => BigInt(times * 10_000));

/** The fewest people a nature's payments are inferred from. */
const fewest = 3;

/** Up to how many natures of one person all combinations are tried. */
const mostNatures = 5;

/** Lucca rounds its figures, and we cannot know on the way to what. */
const tolerance = scaled('1', 8);

type Person = { yearly: bigint; amounts: ReadonlyMap<number, bigint> };

/**
 * Finds how often a year each nature is paid, so that the items of as many people as possible make up the yearly figure Lucca gives
 * for them. People hold several natures, so they are solved together: first everybody votes for the likeliest way to make up their own
 * figure, then the payments of one nature at a time are changed for as long as that reproduces more people.
 * A nature is left out where it is not reproduced for three people, and half of those who hold it.
 */
export function inferPayments(witnesses: readonly Witness[], given: Given): Map<number, Inferred> {
  const people = witnesses.map(personOf);
  const holders = holdersOf(people);
  const payments = new Map<number, bigint>();
  const votes = countVotes(people, given);
  for (const natureId of holders.keys()) payments.set(natureId, mostVoted(natureId, votes, given));
  refine(payments, holders, given);

  const inferred = new Map<number, Inferred>();
  for (const [natureId, those] of holders) {
    const reproduced = countReproduced(those, payments);
    if (given.paymentsPerYear.has(natureId) || reproduced < fewest || reproduced * 2 < those.length) continue;
    const times = payments.get(natureId) ?? 0n;
    inferred.set(natureId, {
      paymentsPerYear: times === 0n ? null : String(times / 10_000n),
      confidence: new Decimal(reproduced).dividedBy(those.length).toDecimalPlaces(2, Decimal.ROUND_DOWN).toFixed(),
    });
  }
  return inferred;
}

const personOf = ({ yearly, items }: Witness): Person => {
  const amounts = new Map<number, bigint>();
  for (const { natureId, amount } of items) amounts.set(natureId, (amounts.get(natureId) ?? 0n) + scaled(amount, 4));
  return { yearly: scaled(yearly, 8), amounts };
};

function holdersOf(people: readonly Person[]): Map<number, Person[]> {
  const holders = new Map<number, Person[]>();
  const natures = new Set(people.flatMap(({ amounts }) => [...amounts.keys()]));
  for (const natureId of [...natures].sort((a, b) => a - b)) {
    holders.set(
      natureId,
      people.filter(({ amounts }) => amounts.has(natureId)),
    );
  }
  return holders;
}

type Votes = Map<number, Map<bigint, number>>;

function countVotes(people: readonly Person[], given: Given): Votes {
  const votes: Votes = new Map();
  for (const { yearly, amounts } of people) {
    if (amounts.size > mostNatures) continue;
    const likeliest = likeliestWays(yearly, [...amounts], given);
    // Who can only mean one thing counts for more than who may mean several.
    const weight = likeliest.length === 1 ? 4 : 1;
    for (const way of likeliest) {
      for (const [natureId, times] of way) {
        const ofNature = votes.get(natureId) ?? new Map<bigint, number>();
        ofNature.set(times, (ofNature.get(times) ?? 0) + weight);
        votes.set(natureId, ofNature);
      }
    }
  }
  return votes;
}

type Way = readonly (readonly [natureId: number, times: bigint])[];

/** The ways to make up a figure that go least against what is usual; none where it cannot be made up. */
function likeliestWays(yearly: bigint, amounts: readonly (readonly [number, bigint])[], given: Given): Way[] {
  let least = Number.POSITIVE_INFINITY;
  let ways: Way[] = [];
  const visit = (index: number, left: bigint, oddity: number, way: Way): void => {
    if (oddity > least) return;
    const next = amounts[index];
    if (next !== undefined) {
      const [natureId, amount] = next;
      for (const times of candidatesOf(natureId, given))
        visit(index + 1, left - amount * times, oddity + oddityOf(natureId, times, given), [...way, [natureId, times]]);
    } else if (isSettled(left)) {
      ways = oddity < least ? [way] : [...ways, way];
      least = oddity;
    }
  };
  visit(0, yearly, 0, []);
  return ways;
}

/** How unusual payments are: a salary is paid every month, anything else every month or once. */
function oddityOf(natureId: number, times: bigint, { baseNatures }: Given): number {
  const isBase = baseNatures.has(natureId);
  if (times === 0n) return isBase ? 6 : 4;
  if (times === 120_000n) return 0;
  if (times === 10_000n) return isBase ? 2 : 0;
  return isBase ? 1 : 2;
}

function mostVoted(natureId: number, votes: Votes, given: Given): bigint {
  const ofNature = votes.get(natureId);
  const [first = 0n, ...others] = candidatesOf(natureId, given);
  return others.reduce(
    (best, times) => ((ofNature?.get(times) ?? 0) > (ofNature?.get(best) ?? 0) ? times : best),
    first,
  );
}

function refine(payments: Map<number, bigint>, holders: ReadonlyMap<number, readonly Person[]>, given: Given): void {
  for (let round = 0, isBetter = true; isBetter && round < 5; round += 1) {
    isBetter = false;
    for (const [natureId, those] of holders) {
      let best = payments.get(natureId) ?? 0n;
      let most = countReproduced(those, payments);
      for (const times of candidatesOf(natureId, given)) {
        payments.set(natureId, times);
        const reproduced = countReproduced(those, payments);
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

function candidatesOf(natureId: number, { paymentsPerYear }: Given): readonly bigint[] {
  const known = paymentsPerYear.get(natureId);
  return known === undefined ? candidates : [scaled(known, 4)];
}

const isSettled = (left: bigint) => left <= tolerance && left >= -tolerance;

/** A decimal as a whole number of so many digits after the point: sums of thousands of combinations stay exact and quick. */
function scaled(text: string, digits: number): bigint {
  return BigInt(new Decimal(text).times(new Decimal(10).pow(digits)).toFixed(0));
}
