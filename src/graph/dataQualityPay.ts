import { after, all, type Maybe } from '../loaders/maybe.ts';
import type { Rows } from '../loaders/rows.ts';
import type { User } from '../lucca/resources/users.ts';
import { type Figure, type FixedPay, isBase, onlyCurrency } from '../pay/figures.ts';
import { isImplausible } from '../pay/warnings.ts';
import type { GraphContext } from './context.ts';
import { relationOf } from './contractKind.ts';
import { contractOn } from './contracts.ts';
import type { Check, Workforce } from './dataQualityChecks.ts';
import { fixedFigures, isTrainee } from './remunerationFixed.ts';
import { remunerationOf } from './remunerationOf.ts';

type Pay = { fixed: readonly FixedPay[]; yearlyBase: Figure['money']; isTrainee: boolean };

/** What it takes to look at pay. */
const needs = {
  scope: 'lucca:remuneration:read',
  permissions: ['PAGGA_INDIVIDUAL_SITUATIONS', 'EMPLOYEE_CONTRACTS'],
} as const;

/** The issues of fixed pay in force today. */
export const payChecks = {
  BASE_SALARY_MISSING: {
    ...needs,
    find: (workforce, context) =>
      after(all([onPayroll(workforce, context), payOf(workforce, context)]), ([employed, pay]) =>
        (employed as Rows<User>).filter(({ id }) => !(pay as PayByPerson).get(id)?.fixed.some(isBase)),
      ),
  },
  BASE_SALARY_IMPLAUSIBLE: {
    ...needs,
    find: byPay(({ yearlyBase, isTrainee }) => isImplausible(yearlyBase, isTrainee)),
  },
  CURRENCY_AMBIGUOUS: { ...needs, find: byPay(({ fixed }) => onlyCurrency(fixed) === null) },
} satisfies Record<string, Check>;

type PayByPerson = ReadonlyMap<number, Pay>;

function byPay(isFound: (pay: Pay) => boolean): Check['find'] {
  return (workforce, context) =>
    after(payOf(workforce, context), (pay) =>
      workforce.active.filter(({ id }) => {
        const theirs = pay.get(id);
        return theirs !== undefined && isFound(theirs);
      }),
    );
}

/** The people whom the company pays itself. */
function onPayroll({ active }: Workforce, { connection, today }: GraphContext): Maybe<Rows<User>> {
  const { contracts } = connection().loaders;
  return after(all(active.map(({ id }) => contracts.many(id))), (lists) =>
    active.filter((_, index) => {
      const contract = contractOn(lists[index] ?? [], today);
      const relation = contract && relationOf(contract);
      return relation !== 'CONTRACTOR' && relation !== 'AGENCY';
    }),
  );
}

const known = new WeakMap<Workforce, Maybe<PayByPerson>>();

/** The fixed pay of today of those who have any; worked out once for all checks. */
function payOf(workforce: Workforce, context: GraphContext): Maybe<PayByPerson> {
  const found = known.get(workforce) ?? readPay(workforce, context);
  known.set(workforce, found);
  return found;
}

function readPay({ active }: Workforce, context: GraphContext): Maybe<PayByPerson> {
  const { fixedItems, contracts } = context.connection().loaders;
  // Asked for first and all at once, so that a refusal is one of the whole rather than the lack of somebody's pay.
  const reads = all<unknown>([
    ...active.map(({ id }) => fixedItems.many(id)),
    ...active.map(({ id }) => contracts.many(id)),
  ]);
  return after(reads, () =>
    after(all(active.map((user) => payOfOne(user, context))), (pays) => {
      const entries = active.flatMap(({ id }, index): [number, Pay][] => {
        const pay = pays[index];
        return pay ? [[id, pay]] : [];
      });
      return new Map(entries);
    }),
  );
}

function payOfOne({ id }: User, context: GraphContext): Maybe<Pay | null> {
  const asked = { employeeId: id, asOf: context.today, isVariableAsked: false };
  return after(remunerationOf(asked, context), (pay) => {
    if ('reason' in pay) return null;
    return after(fixedFigures(pay, context), ({ fixed, annualBase }) => ({
      fixed,
      yearlyBase: annualBase.money,
      isTrainee: isTrainee(pay),
    }));
  });
}
