import type { Rows } from '../../cache/rows.ts';
import { combine, mapValue } from '../../loaders/promiseOrValue.ts';
import { contractOn } from '../contracts/inForce.ts';
import { customFieldsOf } from '../customFields/customFields.ts';
import { BadUserInput } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import { managerOf, nameOf } from '../positions/positions.ts';
import {
  departmentById,
  employeeById,
  establishmentSelected,
  idOf,
  legalEntityOfEstablishment,
  numberIn,
  referencedEmployee,
} from '../server/byId.ts';
import { instantOf } from '../server/instant.ts';
import { createEmployeeFilter } from './filter.ts';
import { checkEmployeeFilter } from './filterInput.ts';
import { genderOf } from './gender.ts';
import { hierarchyOf } from './hierarchy.ts';
import { openEmployeesPage } from './list.ts';
import { createOrder } from './order.ts';
import { statusOf } from './status.ts';

export const employees: Resolvers = {
  Query: {
    employee: (_, { id }, context) => employeeById(numberIn('employee', id, context), context),
    employees(_, { filter, orderBy, ...args }, context) {
      checkEmployeeFilter(filter, context.viewer);
      const order = createOrder(orderBy ?? []);
      const page = openEmployeesPage({ filter, orderBy }, args, context, order);
      const people = context.connection().loaders.employees.all();
      return combine({ people, isKept: createEmployeeFilter(filter, context) }, ({ people, isKept }) =>
        page(people, isKept),
      );
    },
  },
  Employee: {
    __resolveReference: async (reference, context) => employeeById(referencedEmployee(reference, context), context),
    id: (user, _, context) => idOf('employee', user.id, context),
    luccaId: (user) => String(user.id),
    status: (user, _, context) => statusOf(user, context.today),
    displayName: nameOf,
    workEmail: (user) => user.mail,
    gender: (user) => genderOf(user.gender),
    nationality: (user) => user.nationalityId,
    hiredOn: (user) => user.dtContractStart,
    seniorityDate: (user) => user.seniorityDate ?? user.dtContractStart,
    leavesOn: (user) => user.dtContractEnd,
    department: (user, _, context) => departmentById(user.departmentId, context),
    establishment: (user, _, context, info) => establishmentSelected(user.legalEntityId, context, info),
    legalEntity: (user, _, context) => legalEntityOfEstablishment(user.legalEntityId, context),
    position: (user) => user,
    contract: (user, { asOf }, context) =>
      mapValue(context.connection().loaders.contracts.many(user.id), (contracts) =>
        contractOn(contracts, asOf ?? context.today),
      ),
    contracts: (user, _, context) => mapValue(context.connection().loaders.contracts.many(user.id), oldestFirst),
    manager: managerOf,
    managementChain(user, { maxDepth }, context) {
      if (maxDepth < 1 || maxDepth > longestChain)
        throw new BadUserInput('`maxDepth` is a whole number from 1 to 100.');
      return mapValue(context.connection().loaders.employees.all(), (people) => {
        const { isShown, chainOf } = hierarchyOf(people);
        return isShown ? chainOf(user, maxDepth) : null;
      });
    },
    directReports(user, args, context) {
      const page = openEmployeesPage({ reportsOf: user.id }, args, context);
      return mapValue(context.connection().loaders.employees.all(), (people) => {
        const { isShown, reportsOf } = hierarchyOf(people);
        return isShown ? page(reportsOf(user.id), (report) => statusOf(report, context.today) === 'ACTIVE') : null;
      });
    },
    customFields: (user, { ids }, context) => customFieldsOf(user.id, ids ?? null, context),
    modifiedAt: ({ modifiedAt }) => dateOf(instantOf(modifiedAt)),
    freshness: (user) => user,
  },
};

const longestChain = 100;

const dateOf = (at: number | null) => (at === null ? null : new Date(at));

const oldestFirst = <Row extends { startsOn: string }>(rows: Rows<Row>) =>
  rows.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));
