/// <reference path="./raw.d.ts" />
import { latestYearEnd, quarterOf, yearOf, yearTo } from './days.ts';
import ChainToTheTop from './operations/ChainToTheTop.graphql?raw';
import ChangedPay from './operations/ChangedPay.graphql?raw';
import CompRatioInput from './operations/CompRatioInput.graphql?raw';
import DataQuality from './operations/DataQuality.graphql?raw';
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

/** An operation that is ready to run: its name, its title, its document and its initial variables. */
export type ReadyOperation = { name: string; title: string; query: string; variables: Record<string, unknown> };

/** The purpose of an operation: the first sentence of the comment at its start. */
export function purposeOf({ query }: ReadyOperation): string {
  const [comment = ''] = /^(?:#.*\n)+/.exec(query) ?? [];
  const text = comment.replaceAll(/^# ?|`/gm, '').replaceAll('\n', ' ');
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? '';
}

const operation = (name: string, title: string, query: string, variables: Record<string, unknown>): ReadyOperation => ({
  name,
  title,
  query,
  variables,
});

/** The operations in the explorer's tabs, one per task. Their dates depend on `today`. */
export const readyOperations = (today: string): ReadyOperation[] => [
  operation('WhoWorksHere', 'Who works here', WhoWorksHere, { search: null, after: null }),
  operation('PayByQualification', 'Pay by qualification and gender', PayByQualification, {
    asOf: latestYearEnd(today),
    after: null,
  }),
  operation('GenderPayGap', 'Gender pay gap', GenderPayGap, {
    asOf: latestYearEnd(today),
    measure: 'ANNUAL_BASE_FULL_TIME',
    by: ['LEVEL'],
    currency: null,
  }),
  operation('CompRatioInput', 'Input of a comp-ratio', CompRatioInput, { after: null }),
  operation('RaisesOfTheYear', 'Raises of a year', RaisesOfTheYear, { ...yearOf(today), after: null }),
  operation('HeadcountOnADay', 'Headcount on a day', HeadcountOnADay, { asOf: latestYearEnd(today), after: null }),
  operation('Turnover', 'Turnover', Turnover, { ...yearTo(today), after: null }),
  operation('PayHistory', 'Pay history of one employee', PayHistory, { search: null }),
  // Until the reader enters yesterday's digests, everybody's pay counts as changed.
  operation('ChangedPay', 'Changed pay', ChangedPay, { known: [], after: null }),
  operation('LeaversThisQuarter', 'Leavers of a quarter', LeaversThisQuarter, { ...quarterOf(today), after: null }),
  operation('PeopleWithoutManager', 'People without a manager', PeopleWithoutManager, { after: null }),
  operation('ChainToTheTop', 'Managers of one employee, to the top', ChainToTheTop, { search: null }),
  operation('DataQuality', 'Data quality', DataQuality, { codes: null }),
  operation('MissingRights', 'Missing rights of the API key', MissingRights, {
    verdict: ['MISSING', 'PARTIAL', 'INCONCLUSIVE'],
  }),
  operation('StaleData', 'Age of the data', StaleData, { after: null }),
  operation('OneEmployee', 'One employee in full', `${OneEmployee}\n${Everything}`, { search: null }),
];

/** The operations whose answers are first shown as a chart, because they count people by group. */
export const drawnAtOnce: ReadonlySet<string | undefined> = new Set(['HeadcountOnADay']);

/** The operation that reads every field of a person. */
export const employeeById = (id: string): ReadyOperation =>
  operation('EmployeeById', 'One employee in full, by id', `${EmployeeById}\n${Everything}`, { id });
