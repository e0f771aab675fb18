import { isIncomplete, type Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { FixedItem } from '../../lucca/resources/fixedItems.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
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
import { filterInTurns } from '../server/inTurns.ts';
import { type Check, numbersOf, type Workforce } from './checks.ts';

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
      mapValue(fixedFigures(pay, context), ({ annualBase }) =>
        isImplausible(annualBase.money, isTrainee(pay, context)),
      ),
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
function withoutBaseSalary(
  { active }: Workforce,
  { connection, today, work }: GraphContext,
): PromiseOrValue<Rows<User>> {
  const { account, loaders } = connection();
  const isWithout = (items: Rows<FixedItem>, contracts: Rows<WorkContract>): boolean => {
    const contract = contractOn(contracts, today);
    const relation = contract && relationOf(contract, account.mapping);
    if (relation === 'CONTRACTOR' || relation === 'AGENCY' || isIncomplete(items)) return false;
    return !items.some(
      (item) => isInForce(item, today) && isBase({ treatment: treatmentOfItem('FIXED', item, account) }),
    );
  };
  const look = ({ id }: User) =>
    combine(
      { items: loaders.fixedItems.many(id), contracts: loaders.forPay.contracts.many(id) },
      ({ items, contracts }) => isWithout(items, contracts),
    );
  return mapValue(prepare(active, loaders), () => filterInTurns(active, look, work));
}

/** Loads what is looked at for each person. A refusal fails the whole check, and is not taken for one person's missing pay. */
function prepare(people: Rows<User>, { fixedItems, forPay }: Loaders): PromiseOrValue<unknown> {
  const numbers = numbersOf(people);
  return allValues([fixedItems.prepare(numbers), forPay.contracts.prepare(numbers)]);
}

const fixedOnly = { isVariableAsked: false, isVariableNeeded: false, isShareNeeded: false, areHoursNeeded: false };

function byPay(isFound: (pay: RemunerationParent, context: GraphContext) => PromiseOrValue<boolean>): Check['find'] {
  return ({ active }, context) => {
    const look = ({ id }: User) =>
      mapValue(remunerationOf({ employeeId: id, asOf: context.today, ...fixedOnly }, context), (pay) =>
        'reason' in pay ? false : isFound(pay, context),
      );
    const { loaders } = context.connection();
    return mapValue(prepare(active, loaders), () => filterInTurns(active, look, context.work));
  };
}
