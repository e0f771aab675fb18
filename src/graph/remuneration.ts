import { Decimal } from 'decimal.js';
import { after, type Maybe, rescue, spare } from '../loaders/maybe.ts';
import type { Rows } from '../loaders/table.ts';
import { LuccaForbidden, LuccaNotFound } from '../lucca/errors.ts';
import type { WorkContract } from '../lucca/resources/workContracts.ts';
import { employeeById } from './byId.ts';
import { paginate } from './connection.ts';
import type { GraphContext } from './context.ts';
import { contractOn } from './contracts.ts';
import { withCurrencies } from './currency.ts';
import type { DataGapReason, Resolvers } from './generated.ts';
import { decodeId, encodeId } from './ids.ts';
import type { FixedItemParent, RemunerationParent, VariableItemParent } from './parents.ts';

export const remuneration: Resolvers = {
  RemunerationResult: {
    __resolveType: (result) => ('reason' in result ? 'RemunerationUnavailable' : 'Remuneration'),
  },
  Remuneration: {
    contract: ({ contracts, asOf }) => contractOn(contracts, asOf),
    currency: ({ fixedItems }) => onlyCurrency(fixedItems),
    luccaTheoreticalAnnual({ employeeId, asOf, fixedItems }, _, context) {
      // Lucca works it out for today and keeps no history of it.
      if (asOf !== context.today) return null;
      return after(employeeById(employeeId, context), (employee) => {
        const amount = employee?.applicationData?.theoreticalRemuneration ?? null;
        const currency = onlyCurrency(fixedItems);
        return amount === null || currency === null ? null : { money: { amount, currency }, period: 'YEAR' };
      });
    },
    baseSalary({ fixedItems }) {
      const base = fixedItems.filter(isBaseSalary);
      const currency = onlyCurrency(base);
      if (currency === null) return null;
      const amount = Decimal.sum(...base.map((item) => item.amount)).toFixed();
      return { money: { amount, currency }, period: null };
    },
    variableItems: (pay, args, context) =>
      after(variableItemsOf(pay, args.includeDeleted ?? false, context), (items) =>
        paginate(items.filter(isWithin(args)).toSorted(latestFirst), args, {
          cursorOf: ({ period, id }) =>
            encodeId('variableItems', context.connection().account.id, dayNumber(period), id),
          follows(cursor) {
            const [day, id] = decodeId('variableItems', context.connection().account.id, cursor) ?? [];
            if (day === undefined || id === undefined) return null;
            return (item) => dayNumber(item.period) < day || (dayNumber(item.period) === day && item.id < id);
          },
        }),
      ),
    freshness: (pay) => pay,
  },
  RemunerationItem: {
    __resolveType: (item) => ('period' in item ? 'VariableRemunerationItem' : 'FixedRemunerationItem'),
  },
  FixedRemunerationItem: {
    luccaId: (item) => String(item.id),
    natureName: (item) => item.nature?.name ?? null,
    kind: (item) => (isBaseSalary(item) ? 'BASE_SALARY' : 'OTHER'),
    money: (item) => moneyOf(item),
    // Lucca does not say which fixed items count something other than money.
    quantity: () => null,
  },
  VariableRemunerationItem: {
    luccaId: (item) => String(item.id),
    natureName: (item) => item.nature?.name ?? null,
    kind: (item) => (item.nature?.category?.code === 'BONUS' ? 'VARIABLE_BONUS' : 'OTHER'),
    money: (item) => (isQuantity(item) ? null : moneyOf(item)),
    quantity: (item) => (isQuantity(item) ? item.amount : null),
    isDeleted: (item) => item.isDeleted ?? false,
  },
};

type Unavailable = { reason: DataGapReason; message: string };

/** What somebody is paid on a day, or why that cannot be shown. */
export function remunerationOf(
  employeeId: number,
  asOf: string,
  context: GraphContext,
): Maybe<RemunerationParent | Unavailable> {
  const { loaders } = context.connection();
  // Asked for together, so that one wait serves both.
  const items = loaders.fixedItems.many(employeeId);
  const contracts = spare(rescue(loaders.contracts.many(employeeId), withoutRight));
  const pay = after(items, (rows) => {
    const inForce = rows.filter(({ startsOn, endsOn }) => startsOn <= asOf && (endsOn === null || endsOn >= asOf));
    if (inForce.length === 0) return absent(context);
    return after(contracts, (contracts) =>
      after(withCurrencies(inForce, contracts, context), (fixedItems) => ({
        employeeId,
        asOf,
        contracts,
        fixedItems: fixedItems.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn)),
        fetchedAt: Math.min(...[...fixedItems, ...contracts].map(({ fetchedAt }) => fetchedAt)),
        isStale: [...fixedItems, ...contracts].some((row) => row.isStale ?? false),
      })),
    );
  });
  return rescue(pay, (failure) => {
    if (failure instanceof LuccaForbidden) return unavailable('PERMISSION_MISSING');
    if (failure instanceof LuccaNotFound) return unavailable('MODULE_NOT_INSTALLED');
    throw failure;
  });
}

// Lucca may answer a missing right with an empty list: what was found out about the key then tells it from no pay, or cannot.
function absent(context: GraphContext): Unavailable {
  const check = context
    .connection()
    .account.checks.find(({ permission }) => permission === 'PAGGA_INDIVIDUAL_SITUATIONS');
  if (check?.verdict === 'MISSING') return unavailable('PERMISSION_MISSING');
  const nothing = unavailable('NOT_SET_IN_LUCCA');
  return check?.verdict === 'GRANTED' ? nothing : { ...nothing, message: `${nothing.message} ${unproven}` };
}

const unproven = 'Whether the API key may see pay could not be proven.';

const messages: Record<DataGapReason, string> = {
  NOT_SET_IN_LUCCA: 'Lucca shows no fixed pay for this person on this day.',
  PERMISSION_MISSING: 'The API key lacks the right to view individual situations in Lucca.',
  MODULE_NOT_INSTALLED: 'The company has no Lucca module for remuneration.',
};

const unavailable = (reason: DataGapReason): Unavailable => ({ reason, message: messages[reason] });

/** Without the right to see contracts there are none to join a currency through, and pay is shown all the same. */
function withoutRight(failure: unknown): Rows<WorkContract> {
  if (failure instanceof LuccaForbidden || failure instanceof LuccaNotFound) return [];
  throw failure;
}

function variableItemsOf(
  { employeeId, contracts }: RemunerationParent,
  includeDeleted: boolean,
  context: GraphContext,
): Maybe<VariableItemParent[]> {
  const { variableItems, variableItemsWithDeleted } = context.connection().loaders;
  const loader = includeDeleted ? variableItemsWithDeleted : variableItems;
  return after(loader.many(employeeId), (items) => withCurrencies(items, contracts, context));
}

const isBaseSalary = (item: FixedItemParent) => item.nature?.category?.code === 'BASIC_SALARY';

const isQuantity = (item: VariableItemParent) => item.nature?.type === 'Number';

const moneyOf = ({ amount, currency }: { amount: string; currency: string | null }) =>
  currency === null ? null : { amount, currency };

/** The currency all items share; null when there are several, one cannot be told, or there is no item. */
function onlyCurrency(items: readonly { currency: string | null }[]): string | null {
  const [first] = items;
  return first !== undefined && items.every(({ currency }) => currency === first.currency) ? first.currency : null;
}

type Span = { from?: string | null; to?: string | null };

const isWithin =
  ({ from, to }: Span) =>
  ({ period }: VariableItemParent) =>
    (!from || period >= from) && (!to || period <= to);

const latestFirst = (a: VariableItemParent, b: VariableItemParent) => b.period.localeCompare(a.period) || b.id - a.id;

/** `2026-03-31` as 20260331, to be part of a cursor. */
const dayNumber = (day: string) => Number(day.replaceAll('-', ''));
