import type { Rows } from '../../cache/rows.ts';
import { groupBy } from '../../groupBy.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { type Comparison, compare, type Measured, quartileBands, weightedMeanGap } from '../../pay/comparison.ts';
import type { GraphContext } from '../context.ts';
import { emptiness } from '../dataGaps/gap.ts';
import { checkEmployeeFilter } from '../employees/filterInput.ts';
import { requireGenders } from '../employees/filterNeeds.ts';
import { genderOf } from '../employees/gender.ts';
import { peopleMatching } from '../employees/matching.ts';
import { byNumber } from '../employees/order.ts';
import { gapsOnAnotherDay, knownForTodayOnly } from '../employees/population.ts';
import { BadUserInput } from '../errors.ts';
import type { QueryPayAnalysisArgs, RequireFields, Resolvers } from '../generated.ts';
import type { PayAnalysisParent, PayGroupParent } from '../parents.ts';
import { freshnessOf, prepareMeasure, rightToPay } from '../remuneration/remuneration.ts';
import { RightMissing } from '../rightMissing.ts';
import { mapInTurns } from '../server/inTurns.ts';
import { countLeftOut, figureOf, hasFigure, inCurrency, type PersonsFigure } from './figures.ts';
import { requireGroupings, requireOfContracts } from './groupingNeeds.ts';
import { groupingsOfToday, groupKeyOf } from './groupings.ts';
import { checkPayAnalysis, checkTolerance } from './input.ts';
import type { GroupKey } from './terms.ts';

type Args = RequireFields<QueryPayAnalysisArgs, 'by' | 'filter' | 'minimumOfEach' | 'rates'>;

export const payAnalysis: Resolvers = {
  Query: {
    payAnalysis(_, args, context) {
      checkEmployeeFilter(args.filter, context.viewer);
      checkPayAnalysis({ ...args, currency: args.currency ?? null });
      requirePay(context);
      const day = args.asOf ?? context.today;
      const everybody = context.connection().loaders.employees.all();
      const people = peopleMatching({ day, filter: args.filter, order: byNumber }, context);
      return combine({ everybody, people }, ({ everybody, people }) => {
        requireGenders(everybody, context);
        const usable = requireGroupings(args.by, { everybody, people }, context);
        return mapValue(usable, () => analysisOf(people, day, args, context));
      });
    },
  },
  PayAnalysis: {
    weightedMeanGap({ groups }, { tolerance }) {
      checkTolerance(tolerance);
      return weightedMeanGap(groups, tolerance);
    },
    dataGaps: ({ dataGaps }) => dataGaps,
    freshness: ({ freshness }) => freshness,
  },
  // A key's id is not its own, but that of what it names.
  PayGroupKey: { id: ({ id }) => id },
  PayStatistics: {
    mean: ({ mean, currency }) => moneyIn(mean, currency),
    median: ({ median, currency }) => moneyIn(median, currency),
    lowerQuartile: ({ lowerQuartile, currency }) => moneyIn(lowerQuartile, currency),
    upperQuartile: ({ upperQuartile, currency }) => moneyIn(upperQuartile, currency),
  },
};

const moneyIn = (amount: string | null, currency: string | null) =>
  amount === null || currency === null ? null : { amount, currency };

/** Throws `LuccaForbidden` if the key is known to see no pay. */
function requirePay(context: GraphContext): void {
  const right = rightToPay(context);
  if (emptiness(right, context).reason === 'PERMISSION_MISSING') throw new RightMissing(right);
}

// The processor time that one person takes, relative to scanning a row.
const stepsOfOne = 20;

function analysisOf(
  people: Rows<User>,
  asOf: string,
  args: Args,
  context: GraphContext,
): PromiseOrValue<PayAnalysisParent> {
  const { work } = context;
  const { measure } = args;
  work.spend(stepsOfOne * people.length);
  const figures = mapValue(
    prepareMeasure(
      people.map(({ id }) => id),
      measure,
      context,
    ),
    () => mapInTurns(people, (user) => figureOf(user, { asOf, measure }, context), work),
  );
  return mapValue(figures, (unconverted) => {
    const currency = args.currency ?? onlyCurrency(unconverted.filter(hasFigure));
    const outcomes = inCurrency(unconverted, currency, args.rates);
    const included = outcomes.filter(hasFigure);
    for (const { user } of included)
      for (const what of ['pay', 'demographics'] as const) context.notes.returned(what, user.id);
    const overall = groupOf([], included, currency, args.minimumOfEach);
    return mapValue(groupsOf(included, currency, args, context), (groups) => ({
      asOf,
      measure,
      currency,
      overall,
      groups,
      quartileBands: overall.isTooSmall ? [] : quartileBands(included.map(measuredOf)),
      leftOut: countLeftOut(outcomes),
      dataGaps: asOf === context.today ? [] : gapsOf(asOf, args, people),
      freshness:
        people.length === 0 ? null : freshnessOf(included.length > 0 ? included.map(({ pay }) => pay) : people),
    }));
  });
}

/** The only currency of some figures; null without any. Throws `BadUserInput` if there are several. */
function onlyCurrency(figures: readonly PersonsFigure[]): string | null {
  const currencies = [...new Set(figures.map(({ money }) => money.currency))].sort();
  if (currencies.length > 1)
    throw new BadUserInput(`\`currency\` must be given, because people are paid in ${currencies.join(', ')}.`);
  return currencies[0] ?? null;
}

function groupsOf(
  figures: readonly PersonsFigure[],
  currency: string | null,
  { by, minimumOfEach }: Args,
  context: GraphContext,
): PromiseOrValue<PayGroupParent[]> {
  if (by.length === 0) return [];
  const keysOf = (figure: PersonsFigure) => allValues(by.map((grouping) => groupKeyOf(grouping, figure, context)));
  return mapValue(mapInTurns(figures, keysOf, context.work), (keys) => {
    requireOfContracts(keys);
    const keyed = figures.map((figure, index) => ({ figure, keys: keys[index] as GroupKey[] }));
    return [...groupBy(keyed, ({ keys }) => JSON.stringify(keys)).values()]
      .map((members) =>
        groupOf(
          members[0]?.keys ?? [],
          members.map(({ figure }) => figure),
          currency,
          minimumOfEach,
        ),
      )
      .sort(largestFirst);
  });
}

function groupOf(
  keys: readonly GroupKey[],
  figures: readonly PersonsFigure[],
  currency: string | null,
  minimumOfEach: number,
): PayGroupParent {
  const { all, women, men, ...comparison }: Comparison = compare(figures.map(measuredOf), minimumOfEach);
  return {
    keys,
    ...comparison,
    all: { ...all, currency },
    women: { ...women, currency },
    men: { ...men, currency },
  };
}

const largestFirst = (a: PayGroupParent, b: PayGroupParent) =>
  b.all.count - a.all.count || labelsOf(a).localeCompare(labelsOf(b), 'en');

const labelsOf = ({ keys }: PayGroupParent) => keys.map(({ label }) => label ?? '').join(' ');

function measuredOf({ user, money }: PersonsFigure): Measured {
  const gender = genderOf(user.gender);
  return { amount: money.amount, gender: gender === 'FEMALE' ? 'women' : gender === 'MALE' ? 'men' : null };
}

const gapsOf = (day: string, { by, filter }: Args, people: Rows<User>) => [
  ...gapsOnAnotherDay(day, filter, people),
  ...by.filter((grouping) => groupingsOfToday.has(grouping)).map((field) => ({ ...knownForTodayOnly(day), field })),
];
