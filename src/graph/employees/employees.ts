import type { Rows } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { contractOn } from '../contracts/inForce.ts';
import { noContractOn } from '../contracts/noContract.ts';
import { contractAsOf, startWorkingTime } from '../contracts/workingTime.ts';
import { customFieldsOf } from '../customFields/customFields.ts';
import { type Explanations, notShown, withoutRows } from '../dataGaps/explain.ts';
import { skippedRow } from '../dataGaps/gap.ts';
import { BadUserInput } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import {
  establishmentSelected,
  legalEntityNotShownThrough,
  legalEntityOfEstablishment,
} from '../organisation/ofEstablishment.ts';
import { managerOf, managesThemself, nameOf } from '../positions/positions.ts';
import { entityById } from '../server/entities.ts';
import { isLuccaNumber, numberIn } from '../server/ids.ts';
import { instantOf } from '../server/instant.ts';
import { referencedPerson } from '../server/references.ts';
import { datedPeople, datedPerson } from './dated.ts';
import { checkEmployeeFilter } from './filterInput.ts';
import { genderOf } from './gender.ts';
import { hierarchyOf } from './hierarchy.ts';
import { openEmployeesPage } from './list.ts';
import { peopleMatching } from './matching.ts';
import { createOrder } from './order.ts';
import { workforceOn } from './people.ts';
import { gapsOnAnotherDay } from './population.ts';
import { hiringDayOf, statusOf } from './status.ts';

export const employees: Resolvers = {
  Query: {
    employee: (_, { id }, context) => entityById('Employee', numberIn('employee', id, context), context),
    employees(_, { asOf, filter, orderBy, ...args }, context) {
      checkEmployeeFilter(filter, context.viewer);
      const order = createOrder(orderBy ?? []);
      const day = asOf ?? context.today;
      const isOfToday = day === context.today;
      const page = openEmployeesPage({ day: isOfToday ? null : day, filter, orderBy }, args, context, order);
      return mapValue(peopleMatching({ day, filter, order }, context), (people) => {
        const shown = page(people);
        // The people found have that gender.
        if (filter.gender) for (const { node } of shown.edges) context.notes.returned('demographics', node.id);
        // The people found are those whose pay has changed.
        if (filter.remunerationDigestNotIn) for (const { node } of shown.edges) context.notes.returned('pay', node.id);
        return isOfToday ? shown : { ...shown, dataGaps: gapsOnAnotherDay(day, filter, people) };
      });
    },
  },
  EmployeeConnection: {
    dataGaps: ({ dataGaps }) => dataGaps ?? [],
  },
  Employee: {
    __resolveReference: (reference, context) => entityById('Employee', numberInReference(reference, context), context),
    status: (user, _, context) => mapValue(datedPerson(user, context), (dated) => statusOf(dated, context.today)),
    displayName: nameOf,
    workEmail: (user) => user.mail,
    gender: (user) => genderOf(user.gender),
    nationality: (user) => user.nationalityId,
    hiredOn: (user, _, context) => mapValue(datedPerson(user, context), hiringDayOf),
    seniorityDate: (user, _, context) => user.seniorityDate ?? mapValue(datedPerson(user, context), hiringDayOf),
    leavesOn: (user, _, context) => mapValue(datedPerson(user, context), ({ dtContractEnd }) => dtContractEnd),
    department: (user, _, context) => entityById('Department', user.departmentId, context),
    establishment: (user, _, context, info) => establishmentSelected(user.legalEntityId, context, info),
    legalEntity: (user, _, context) => legalEntityOfEstablishment(user.legalEntityId, context),
    position: (user) => user,
    contract(user, { asOf }, context, info) {
      startWorkingTime(user.id, asOf ?? context.today, context, info);
      return mapValue(context.connection().loaders.contracts.many(user.id), (contracts) =>
        asOf ? contractAsOf(contracts, asOf) : contractOn(contracts, context.today),
      );
    },
    contracts(user, _, context, info) {
      startWorkingTime(user.id, context.today, context, info);
      return mapValue(context.connection().loaders.contracts.many(user.id), oldestFirst);
    },
    manager: managerOf,
    managementChain(user, { maxDepth }, context) {
      if (maxDepth < 1 || maxDepth > longestChain)
        throw new BadUserInput('`maxDepth` must be a whole number from 1 to 100.');
      return mapValue(context.connection().loaders.employees.all(), (people) => {
        const { isShown, chainOf } = hierarchyOf(people);
        return isShown ? chainOf(user, maxDepth) : null;
      });
    },
    directReports(user, args, context) {
      const page = openEmployeesPage({ reportsOf: user.id }, args, context);
      return mapValue(datedPeople(context), (people) => {
        return hierarchyOf(people).isShown ? page(workforceOn(people, context.today).reportsOf(user.id)) : null;
      });
    },
    customFields: (user, { ids }, context) => customFieldsOf(user.id, ids ?? null, context),
    modifiedAt: ({ modifiedAt }) => dateOf(instantOf(modifiedAt)),
  },
};

/** Why fields of people are null. */
export const employeeExplanations: Explanations = {
  Employee: {
    manager: managesThemself,
    // An open end.
    leavesOn: (user, { context, usual }) =>
      mapValue(datedPerson(user, context), ({ dtContractStart }) => (dtContractStart === null ? usual() : null)),
    department: notShown('Department', ({ departmentId }) => departmentId),
    establishment: notShown('Establishment', ({ legalEntityId }) => legalEntityId),
    legalEntity: legalEntityNotShownThrough(({ legalEntityId }) => legalEntityId),
    contract: noContractOn,
    contracts: withoutRows(({ id }, { contracts }) => contracts.many(id)),
    // Rows without which the result would be wrong; everybody else has one.
    remunerationDigest: (_, { usual }) => (usual().reason === 'NOT_SET_IN_LUCCA' ? skippedRow : usual()),
    customFields: withoutRows(({ id }, { personnelFiles }) => personnelFiles.many(id)),
  },
};

/** Lucca's number of a person in a router's representation, which names the person by our id or by Lucca's. */
function numberInReference(reference: unknown, context: GraphContext): number | null {
  const { id, luccaId = '' } = referencedPerson(reference);
  if (id !== undefined) return numberIn('employee', id, context);
  return /^[1-9]\d{0,9}$/.test(luccaId) && isLuccaNumber(Number(luccaId)) ? Number(luccaId) : null;
}

const longestChain = 100;

const dateOf = (at: number | null) => (at === null ? null : new Date(at));

const oldestFirst = <Row extends { startsOn: string }>(rows: Rows<Row>) =>
  rows.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
