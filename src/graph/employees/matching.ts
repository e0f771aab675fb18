import { type Rows, withCompleteness } from '../../cache/rows.ts';
import { combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import type { EmployeeFilter } from '../generated.ts';
import { filterInTurns } from '../server/inTurns.ts';
import { datedPeople, peopleDatedIfPossible } from './dated.ts';
import { createEmployeeFilter } from './filter.ts';
import type { Order } from './order.ts';
import { workforceOn } from './people.ts';
import { populationOn, populationToday } from './population.ts';

/** Which people, as of which day, and in which order. */
export type ListOfPeople = { day: string; filter: EmployeeFilter; order: Order };

/** The people who match a filter on a day, in order, as they are today. */
export const peopleMatching = (
  { day, filter, order }: ListOfPeople,
  context: GraphContext,
): PromiseOrValue<Rows<User>> =>
  day === context.today ? matchingToday(filter, order, context) : matchingOn(day, filter, order, context);

/** There already is a list of the people employed today. */
function matchingToday(filter: EmployeeFilter, order: Order, context: GraphContext): PromiseOrValue<Rows<User>> {
  const areActive = filter.status?.length === 1 && filter.status[0] === 'ACTIVE';
  // Neither can be created without the days of people's contracts.
  const isDated = filter.status != null || order.fields.has('HIRED_ON');
  const people = isDated ? datedPeople(context) : peopleDatedIfPossible(context);
  const population = populationToday(context);
  const isMatch = createEmployeeFilter(areActive ? { ...filter, status: null } : filter, population, context);
  return combine({ people, isMatch }, ({ people, isMatch }) => {
    const { work, today } = context;
    const inOrder = areActive ? workforceOn(people, today).sorted(order, work.spend) : order.sorted(people, work.spend);
    if (isMatch === null) return inOrder;
    work.spend(inOrder.length);
    return filterInTurns(inOrder, isMatch, work);
  });
}

function matchingOn(
  day: string,
  filter: EmployeeFilter,
  order: Order,
  context: GraphContext,
): PromiseOrValue<Rows<User>> {
  const population = populationOn(day, context);
  const isMatch = createEmployeeFilter(filter, population, context);
  const parts = { people: peopleDatedIfPossible(context), thatDay: population.dated(), isMatch };
  return combine(parts, ({ people, thatDay, isMatch }) => {
    const { work } = context;
    const inOrder = order.sorted(people, work.spend);
    if (isMatch === null) return withCompleteness(inOrder, thatDay);
    work.spend(inOrder.length);
    const onThatDay = new Map(thatDay.map((user) => [user.id, user]));
    const isFound = ({ id }: User) => isMatch(onThatDay.get(id) as User);
    return mapValue(filterInTurns(inOrder, isFound, work), (found) => withCompleteness(found, thatDay));
  });
}
