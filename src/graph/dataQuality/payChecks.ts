import { isIncomplete, type Rows } from '../../cache/rows.ts';
import { allValues, combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { sharedCurrency } from '../../pay/items.ts';
import { isBase, isFixedPay } from '../../pay/kinds.ts';
import { resolveFixed } from '../../pay/overlaps.ts';
import { isImplausible } from '../../pay/plausibility.ts';
import type { GraphContext } from '../context.ts';
import { contractOn, isInForce } from '../contracts/inForce.ts';
import { relationOf } from '../contracts/kind.ts';
import type { RemunerationParent } from '../parents.ts';
import {
  fixedFigures,
  fixedPay,
  isTrainee,
  payFieldsOf,
  remunerationOf,
  rightToPay,
} from '../remuneration/remuneration.ts';
import { treatmentOfItem } from '../remunerationMapping/treatments.ts';
import { filterInTurns } from '../server/inTurns.ts';
import { type Check, numbersOf, type Workforce } from './checks.ts';

/** The scope and rights needed to check pay. */
const needs = {
  scope: 'lucca:remuneration:read',
  permissions: (context: GraphContext) => [rightToPay(context), 'EMPLOYEE_CONTRACTS'] as const,
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
  PERSONNEL_FILE_PAY_UNREADABLE: {
    ...needs,
    find: byPay(
      ({ fixedItems, personnelFile }) =>
        fixedItems.some(({ amount }) => amount === null) || (personnelFile?.share?.unread ?? null) !== null,
    ),
  },
} satisfies Record<string, Check>;

/** The people without a base salary, among those that the company pays itself. */
function withoutBaseSalary({ active }: Workforce, context: GraphContext): PromiseOrValue<Rows<User>> {
  const { account, loaders } = context.connection();
  const hasBase = payFieldsOf(account) ? hasBaseInFile : hasBaseItem;
  const look = ({ id }: User) =>
    combine(
      { hasBase: hasBase(id, context), contracts: loaders.forPay.contracts.many(id) },
      ({ hasBase, contracts }) => {
        const contract = contractOn(contracts, context.today);
        const relation = contract && relationOf(contract, account.mapping);
        return relation !== 'CONTRACTOR' && relation !== 'AGENCY' && !hasBase;
      },
    );
  return mapValue(prepare(active, context), () => filterInTurns(active, look, context.work));
}

/** Whether a person has a base salary among the items of today, or may have one that could not be parsed. */
function hasBaseItem(id: number, { connection, today }: GraphContext): PromiseOrValue<boolean> {
  const { account, loaders } = connection();
  return mapValue(
    loaders.fixedItems.many(id),
    (items) =>
      isIncomplete(items) ||
      items.some((item) => isInForce(item, today) && isBase({ treatment: treatmentOfItem('FIXED', item, account) })),
  );
}

/** Whether a person has a base salary in the personnel file, or may have one that Lucca does not return. */
const hasBaseInFile = (id: number, context: GraphContext): PromiseOrValue<boolean> =>
  mapValue(remunerationOf({ employeeId: id, asOf: context.today, ...fixedOnly }, context), (pay) =>
    'reason' in pay ? pay.reason !== 'NOT_SET_IN_LUCCA' : fixedPay(pay, context).some(isBase),
  );

/** Loads the data of each person. A refusal fails the whole check, and is not mistaken for one person's missing pay. */
function prepare(people: Rows<User>, { connection }: GraphContext): PromiseOrValue<unknown> {
  const { account, loaders } = connection();
  const { fixedItems, personnelFiles, forPay } = loaders;
  const numbers = numbersOf(people);
  const pay = payFieldsOf(account) ? personnelFiles : fixedItems;
  return allValues([pay.prepare(numbers), forPay.contracts.prepare(numbers)]);
}

const fixedOnly = { isVariableAsked: false, isVariableNeeded: false, isShareNeeded: false, areHoursNeeded: false };

function byPay(isFound: (pay: RemunerationParent, context: GraphContext) => PromiseOrValue<boolean>): Check['find'] {
  return ({ active }, context) => {
    const look = ({ id }: User) =>
      mapValue(remunerationOf({ employeeId: id, asOf: context.today, ...fixedOnly }, context), (pay) =>
        'reason' in pay ? false : isFound(pay, context),
      );
    return mapValue(prepare(active, context), () => filterInTurns(active, look, context.work));
  };
}
