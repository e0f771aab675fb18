import { after, type Maybe, rescue } from '../../loaders/maybe.ts';
import { lackingAs, mayLack, type Rows, type Told } from '../../loaders/rows.ts';
import type { WorkContract } from '../../lucca/resources/workContracts.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/contracts.ts';
import { isInForce } from '../contracts/inForce.ts';
import { emptiness, type Gap, gapOfFailure, leftOut } from '../dataGaps/gap.ts';
import type { RemunerationParent } from '../parents.ts';
import { isRefused, nothing } from '../server/failures.ts';
import { ageOf } from './age.ts';
import { contractsFor } from './contractsForPay.ts';
import { withCurrencies } from './currency.ts';
import { ofTwelveMonths } from './variable.ts';

const right = 'PAGGA_INDIVIDUAL_SITUATIONS';
const rightToVariable = 'PAGGA_EVP_SCREEN';

/** What to look at, and whether variable pay alone is worth showing, which may take a look at it. */
export type Question = { employeeId: number; asOf: string; isVariableAsked: boolean };

/** What somebody is paid on a day, or why that cannot be shown; a Lucca that cannot be read is thrown. */
export function remunerationOf(question: Question, context: GraphContext): Maybe<RemunerationParent | Gap> {
  const { employeeId, asOf } = question;
  const { loaders } = context.connection();
  // Asked for together, so that one wait serves both.
  const items = loaders.fixedItems.many(employeeId);
  const contracts = contractsFor(employeeId, context);
  const pay = after(items, (rows) => {
    const inForce = rows.filter((item) => isInForce(item, asOf));
    if (inForce.length === 0) return without(question, lackingAs([], rows), contracts, context);
    return after(contracts, (contracts) =>
      after(withCurrencies(inForce, contracts, context), (fixedItems) => ({
        employeeId,
        asOf,
        contracts,
        fixedItems: lackingAs(
          fixedItems.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn)),
          rows,
        ),
        ...ageOf([...fixedItems, ...contracts]),
      })),
    );
  });
  return rescue(pay, (failure) => refusalOf(failure, right));
}

/** Why Lucca refuses what a right unlocks; any other failure is thrown. */
function refusalOf(failure: unknown, permission: typeof right | typeof rightToVariable): Gap {
  const gap = isRefused(failure) ? gapOfFailure(failure, permission) : null;
  if (gap === null) throw failure;
  return gap;
}

/** Pay without fixed items in force: variable pay alone, if it was asked for and there is any, else the reason why there is none. */
function without(
  question: Question,
  fixedItems: Told<never>,
  contracts: Maybe<Rows<WorkContract>>,
  context: GraphContext,
): Maybe<RemunerationParent | Gap> {
  const { employeeId, asOf, isVariableAsked } = question;
  const variable = isVariableAsked ? recentItems(employeeId, asOf, context) : [];
  return after(variable, (items) => {
    if ('reason' in items || items.length === 0)
      // Contracts only make the reason clearer: one is given without them, too.
      return after(rescue(contracts, nothing), (contracts = []) => {
        const why = absent(asOf, fixedItems, contracts, context);
        // That the key shows no fixed pay does not say that there is no other.
        const isUntold = 'reason' in items && why.reason === 'NOT_SET_IN_LUCCA';
        return isUntold ? { ...items, message: `${why.message} ${items.message}` } : why;
      });
    return after(contracts, (contracts) => ({
      employeeId,
      asOf,
      contracts,
      fixedItems,
      ...ageOf([...items, ...contracts]),
    }));
  });
}

/** The variable items that pay may rest on alone; where there is none to be seen, why it cannot be told whether there are any. */
const recentItems = (employeeId: number, asOf: string, context: GraphContext) =>
  rescue(
    after(context.connection().loaders.variableItems.many(employeeId), (items) => {
      const recent = ofTwelveMonths(items, asOf);
      if (recent.length > 0) return recent;
      const why = emptiness(rightToVariable, context);
      if (why.reason === 'PERMISSION_MISSING') return why;
      return mayLack(items) ? leftOut : recent;
    }),
    (failure) => refusalOf(failure, rightToVariable),
  );

// Lucca may answer a missing right with an empty list: what was found out about the key then tells it from no pay, or cannot.
function absent(asOf: string, fixedItems: Told<never>, contracts: Rows<WorkContract>, context: GraphContext): Gap {
  const why = emptiness(right, context);
  if (why.reason !== 'NOT_SET_IN_LUCCA') return why;
  if (mayLack(fixedItems)) return leftOut;
  const nothing = 'Lucca shows no fixed pay for this person on this day';
  return { ...why, message: why.message.replace(/^Lucca shows no value/, `${nothing}${outside(asOf, contracts)}`) };
}

function outside(asOf: string, contracts: Rows<WorkContract>): string {
  if (contracts.length === 0 || mayLack(contracts) || contractOn(contracts, asOf)) return '';
  const first = contracts.map(({ startsOn }) => startsOn).toSorted()[0] ?? asOf;
  if (asOf < first) return `, which is before the first contract: it starts on ${first}`;
  const ends = contracts.map(({ endsOn }) => endsOn ?? '9999-12-31').toSorted();
  const last = ends.at(-1) ?? asOf;
  return asOf > last ? `, which is after the last contract: it ended on ${last}` : ', on which no contract runs';
}
