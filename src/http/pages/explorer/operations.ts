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

/** An example operation: its name, its document, and its initial variables. */
export type ReadyOperation = { name: string; query: string; variables: Record<string, unknown> };

/** The operations in the explorer's tabs, one per task; their dates are relative to `today`. */
export const readyOperations = (today: string): ReadyOperation[] => [
  { name: 'WhoWorksHere', query: WhoWorksHere, variables: { search: null, after: null } },
  {
    name: 'PayByQualification',
    query: PayByQualification,
    variables: { asOf: latestYearEnd(today), after: null },
  },
  {
    name: 'GenderPayGap',
    query: GenderPayGap,
    variables: {
      asOf: latestYearEnd(today),
      measure: 'ANNUAL_BASE_FULL_TIME',
      by: ['LEVEL'],
      currency: null,
    },
  },
  { name: 'CompRatioInput', query: CompRatioInput, variables: { after: null } },
  { name: 'RaisesOfTheYear', query: RaisesOfTheYear, variables: { ...yearOf(today), after: null } },
  { name: 'HeadcountOnADay', query: HeadcountOnADay, variables: { asOf: latestYearEnd(today), after: null } },
  { name: 'Turnover', query: Turnover, variables: { ...yearTo(today), after: null } },
  { name: 'PayHistory', query: PayHistory, variables: { search: null } },
  // Without the digests of yesterday, everybody's pay has changed.
  { name: 'ChangedPay', query: ChangedPay, variables: { known: [], after: null } },
  {
    name: 'LeaversThisQuarter',
    query: LeaversThisQuarter,
    variables: { ...quarterOf(today), after: null },
  },
  { name: 'PeopleWithoutManager', query: PeopleWithoutManager, variables: { after: null } },
  { name: 'MissingRights', query: MissingRights, variables: { verdict: ['MISSING', 'PARTIAL', 'INCONCLUSIVE'] } },
  { name: 'StaleData', query: StaleData, variables: { after: null } },
  { name: 'OneEmployee', query: `${OneEmployee}\n${Everything}`, variables: { search: null } },
];

/** The operation that shows a person in full. */
export const employeeById = (id: string): ReadyOperation => ({
  name: 'EmployeeById',
  query: `${EmployeeById}\n${Everything}`,
  variables: { id },
});
