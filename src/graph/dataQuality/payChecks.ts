import { isIncomplete, type Rows } from '../../cache/rows.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { sharedCurrency } from '../../pay/figures.ts';
import { isBase, isFixedPay } from '../../pay/kinds.ts';
import { resolveFixed } from '../../pay/overlaps.ts';
import { isImplausible } from '../../pay/plausibility.ts';
import type { GraphContext } from '../context.ts';
import { contractOn, isInForce } from '../contracts/inForce.ts';
import { relationOf } from '../contracts/kind.ts';
import type { RemunerationParent } from '../parents.ts';
import { fixedFigures, fixedPay, isTrainee, remunerationOf } from '../remuneration/remuneration.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import type { Check, Workforce } from './checks.ts';

/** The scope and rights needed to check pay. */
const needs = {
  scope: 'lucca:remuneration:read',
  permissions: ['PAGGA_INDIVIDUAL_SITUATIONS', 'EMPLOYEE_CONTRACTS'],
} as const;

/** The checks of fixed pay in force today. People with an item or a contract that could not be parsed are not reported. */
export const payChecks = {
  BASE_SALARY_MISSING: { ...needs, find: withoutBaseSalary },
  BASE_SALARY_IMPLAUSIBLE: {
    ...needs,
    find: byPay((pay, context) =>
      mapValue(fixedFigures(pay, context), ({ annualBase }) => isImplausible(annualBase.money, isTrainee(pay))),
    ),
  },
  CURRENCY_AMBIGUOUS: {
    ...needs,
    find: byPay(({ fixedItems, contracts }) => sharedCurrency(fixedItems) === null && !isIncomplete(contracts)),
  },
  OVERLAPPING_PAY_ITEMS: {
    ...needs,
    find: byPay((pay, context) => resolveFixed(fixedPay(pay, context).filter(isFixedPay)).unresolved.length > 0),
  },
} satisfies Record<string, Check>;

/** The people without a base salary, among those that the company pays itself. */
function withoutBaseSalary({ active }: Workforce, { connection, today }: GraphContext): PromiseOrValue<Rows<User>> {
  const { account, loaders } = connection();
  const items = allValues(active.map(({ id }) => loaders.fixedItems.many(id)));
  const contracts = allValues(active.map(({ id }) => loaders.forPay.contracts.many(id)));
  return combine({ items, contracts }, ({ items, contracts }) =>
    active.filter((_, index) => {
      const theirs = items[index] ?? [];
      const contract = contractOn(contracts[index] ?? [], today);
      const relation = contract && relationOf(contract);
      if (relation === 'CONTRACTOR' || relation === 'AGENCY' || isIncomplete(theirs)) return false;
      return !theirs.some(
        (item) => isInForce(item, today) && isBase({ treatment: treatmentOfItem('FIXED', item, account) }),
      );
    }),
  );
}

const fixedOnly = { isVariableAsked: false, isVariableNeeded: false };

function byPay(isFound: (pay: RemunerationParent, context: GraphContext) => PromiseOrValue<boolean>): Check['find'] {
  return ({ active }, context) => {
    const { fixedItems, forPay } = context.connection().loaders;
    // Loaded first and all together, so that a refusal fails the whole check and is not taken for one person's missing pay.
    const reads = allValues<unknown>(active.flatMap(({ id }) => [fixedItems.many(id), forPay.contracts.many(id)]));
    const look = ({ id }: User) =>
      mapValue(remunerationOf({ employeeId: id, asOf: context.today, ...fixedOnly }, context), (pay) =>
        'reason' in pay ? false : isFound(pay, context),
      );
    return mapValue(reads, () =>
      mapValue(allValues(active.map(look)), (isTheirs) => active.filter((_, index) => isTheirs[index])),
    );
  };
}
