import { after } from '../loaders/maybe.ts';
import type { Rows } from '../loaders/table.ts';
import type { User } from '../lucca/resources/users.ts';
import { departmentById, employeeById, establishmentById, idOf, numberIn, referencedNumber } from './byId.ts';
import { paginate } from './connection.ts';
import type { GraphContext } from './context.ts';
import { contractOn } from './contracts.ts';
import type { EmployeeFilter, EmploymentStatus, Gender, Resolvers } from './generated.ts';
import { decodeId, encodeId } from './ids.ts';
import { managerOf, nameOf } from './positions.ts';
import { remunerationOf } from './remuneration.ts';

export const employees: Resolvers = {
  Query: {
    employee: (_, { id }, context) => employeeById(numberIn('employee', id, context), context),
    employees(_, args, context) {
      const { account, loaders } = context.connection();
      return after(loaders.employees.all(), (users) =>
        paginate(users.filter(filterBy(args.filter, context)), args, {
          cursorOf: (user) => encodeId('employees', account.id, user.id),
          follows(cursor) {
            const [last] = decodeId('employees', account.id, cursor) ?? [];
            return last === undefined ? null : (user) => user.id > last;
          },
        }),
      );
    },
  },
  Employee: {
    __resolveReference: async (reference, context) =>
      employeeById(referencedNumber('employee', reference, context), context),
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
    establishment: (user, _, context) => establishmentById(user.legalEntityId, context),
    position: (user) => user,
    contract: (user, { asOf }, context) =>
      after(context.connection().loaders.contracts.many(user.id), (contracts) =>
        contractOn(contracts, asOf ?? context.today),
      ),
    contracts: (user, _, context) => after(context.connection().loaders.contracts.many(user.id), oldestFirst),
    manager: managerOf,
    remuneration: (user, { asOf }, context) => remunerationOf(user.id, asOf ?? context.today, context),
    freshness: (user) => user,
  },
};

/** Where a person stands on a day, by the dates of the contract that Lucca applies. */
export function statusOf(user: Pick<User, 'dtContractStart' | 'dtContractEnd'>, today: string): EmploymentStatus {
  if (user.dtContractEnd !== null && user.dtContractEnd < today) return 'FORMER';
  return user.dtContractStart !== null && user.dtContractStart > today ? 'UPCOMING' : 'ACTIVE';
}

const genders = new Map<string, Gender>([
  ['female', 'FEMALE'],
  ['male', 'MALE'],
  ['undefined', 'UNDISCLOSED'],
]);

const genderOf = (gender: string | null): Gender | null =>
  gender === null ? null : (genders.get(gender.toLowerCase()) ?? 'OTHER');

const oldestFirst = <Row extends { startsOn: string }>(rows: Rows<Row>) =>
  rows.toSorted((a, b) => a.startsOn.localeCompare(b.startsOn));

/** Ids of another account, or of nothing, keep nobody. */
function filterBy(filter: EmployeeFilter, context: GraphContext): (user: User) => boolean {
  const numbers = (kind: 'department' | 'establishment', ids: readonly string[] | null | undefined) =>
    ids && new Set(ids.map((id) => numberIn(kind, id, context)));
  const isAmong = (kept: ReadonlySet<number | null>, number: number | null) => number !== null && kept.has(number);
  const statuses = new Set(filter.status ?? ['ACTIVE', 'UPCOMING', 'FORMER']);
  const departments = numbers('department', filter.departmentIds);
  const establishments = numbers('establishment', filter.establishmentIds);
  return (user) =>
    statuses.has(statusOf(user, context.today)) &&
    (!departments || isAmong(departments, user.departmentId)) &&
    (!establishments || isAmong(establishments, user.legalEntityId));
}
