/// <reference path="./raw.d.ts" />
import { latestYearEnd, quarterOf, yearOf, yearTo } from './days.ts';
import ChangedPay from './operations/ChangedPay.graphql?raw';
import CompRatioInput from './operations/CompRatioInput.graphql?raw';
import EmployeeById from './operations/EmployeeById.graphql?raw';
import Everything from './operations/Everything.graphql?raw';
import GenderPayGap from './operations/GenderPayGap.graphql?raw';
import HeadcountOnADay from './operations/HeadcountOnADay.graphql?raw';
import LeaversThisQuarter from './operations/LeaversThisQuarter.graphql?raw';
import MissingRights from './operations/MissingRights.graphql?raw';
import OneEmployee from './operations/OneEmployee.graphql?raw';
import PayByQualification from './operations/PayByQualification.graphql?raw';
import PayHistory from './operations/PayHistory.graphql?raw';
import PeopleWithoutManager from './operations/PeopleWithoutManager.graphql?raw';
import RaisesOfTheYear from './operations/RaisesOfTheYear.graphql?raw';
import StaleData from './operations/StaleData.graphql?raw';
import Turnover from './operations/Turnover.graphql?raw';
import WhoWorksHere from './operations/WhoWorksHere.graphql?raw';

/** An operation that is ready to run: its name, its title for people, its document, and its initial variables. */
export type ReadyOperation = { name: string; title: string; query: string; variables: Record<string, unknown> };

/** The first sentence of the comment that an operation begins with: what it is for. */
export function purposeOf({ query }: ReadyOperation): string {
  const [comment = ''] = /^(?:#.*\n)+/.exec(query) ?? [];
  const text = comment.replaceAll(/^# ?|`/gm, '').replaceAll('\n', ' ');
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? '';
}

/** The operations in the explorer's tabs, one per task; their dates are relative to `today`. */
export const readyOperations = (today: string): ReadyOperation[] => [
  { name: 'WhoWorksHere', title: 'Who works here', query: WhoWorksHere, variables: { search: null, after: null } },
  {
    name: 'PayByQualification',
    title: 'Pay by qualification and gender',
    query: PayByQualification,
    variables: { asOf: latestYearEnd(today), after: null },
  },
  {
    name: 'GenderPayGap',
    title: 'Gender pay gap',
    query: GenderPayGap,
    variables: {
      asOf: latestYearEnd(today),
      measure: 'ANNUAL_BASE_FULL_TIME',
      by: ['LEVEL'],
      currency: null,
    },
  },
  { name: 'CompRatioInput', title: 'Input of a comp-ratio', query: CompRatioInput, variables: { after: null } },
  {
    name: 'RaisesOfTheYear',
    title: 'Raises of a year',
    query: RaisesOfTheYear,
    variables: { ...yearOf(today), after: null },
  },
  {
    name: 'HeadcountOnADay',
    title: 'Headcount on a day',
    query: HeadcountOnADay,
    variables: { asOf: latestYearEnd(today), after: null },
  },
  { name: 'Turnover', title: 'Turnover', query: Turnover, variables: { ...yearTo(today), after: null } },
  { name: 'PayHistory', title: 'Pay history of one employee', query: PayHistory, variables: { search: null } },
  // Without the digests of yesterday, everybody's pay has changed.
  { name: 'ChangedPay', title: 'Changed pay', query: ChangedPay, variables: { known: [], after: null } },
  {
    name: 'LeaversThisQuarter',
    title: 'Leavers of a quarter',
    query: LeaversThisQuarter,
    variables: { ...quarterOf(today), after: null },
  },
  {
    name: 'PeopleWithoutManager',
    title: 'People without a manager',
    query: PeopleWithoutManager,
    variables: { after: null },
  },
  {
    name: 'MissingRights',
    title: 'Missing rights of the API key',
    query: MissingRights,
    variables: { verdict: ['MISSING', 'PARTIAL', 'INCONCLUSIVE'] },
  },
  { name: 'StaleData', title: 'Age of the data', query: StaleData, variables: { after: null } },
  {
    name: 'OneEmployee',
    title: 'One employee in full',
    query: `${OneEmployee}\n${Everything}`,
    variables: { search: null },
  },
];

/** The operation that shows a person in full. */
export const employeeById = (id: string): ReadyOperation => ({
  name: 'EmployeeById',
  title: 'One employee in full, by id',
  query: `${EmployeeById}\n${Everything}`,
  variables: { id },
});
