import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type {
  ContractParent,
  DepartmentParent,
  EmployeeParent,
  EstablishmentParent,
  ManagerParent,
  RemunerationParent,
} from '../parents.ts';
import { payExplanations } from '../remuneration/remuneration.ts';
import { establishmentById } from '../server/byId.ts';
import { type Gap, gap, skippedRow } from './gap.ts';

/** What a field without a value was asked with, and the usual reason, which goes by the right it hangs on. */
type Asked = { args: Record<string, unknown>; context: GraphContext; usual: () => Gap };

/** Tells why a field of one object is null; null where that is the truth and nothing is lacking. */
export type Explain<Parent> = (parent: Parent, asked: Asked) => PromiseOrValue<Gap | null>;

type Explanations = {
  Employee: Record<string, Explain<EmployeeParent>>;
  Position: Record<string, Explain<EmployeeParent>>;
  Manager: Record<string, Explain<ManagerParent>>;
  Contract: Record<string, Explain<ContractParent>>;
  Department: Record<string, Explain<DepartmentParent>>;
  Establishment: Record<string, Explain<EstablishmentParent>>;
  Remuneration: Record<string, Explain<RemunerationParent>>;
};

/** Null is the truth: nothing is lacking. */
const truth = () => null;

/** Null is the truth where a condition holds. */
const truthIf =
  <Parent>(isTrue: (parent: Parent, asked: Asked) => boolean): Explain<Parent> =>
  (parent, asked) =>
    isTrue(parent, asked) ? null : asked.usual();

type Table = 'employees' | 'departments' | 'establishments' | 'legalEntities';

/** Lucca gives the number of something that it does not show; null for no number. */
const referredTo =
  <Parent>(table: Table, numberOf: (parent: Parent) => number | null): Explain<Parent> =>
  (parent, { context, usual }) => {
    const number = numberOf(parent);
    const why = usual();
    if (number === null || why.reason === 'PERMISSION_MISSING') return why;
    return mapValue<Rows<object>, Gap>(context.connection().loaders[table].many(number), (rows) =>
      mayBeIncomplete(rows)
        ? skippedRow
        : gap('OUTSIDE_KEY_PERIMETER', 'Lucca refers to it, and does not show it to the API key.'),
    );
  };

/** The legal entity of an establishment: either may be what Lucca does not show. */
const legalEntityThrough =
  <Parent>(numberOf: (parent: Parent) => number | null): Explain<Parent> =>
  (parent, asked) =>
    mapValue(establishmentById(numberOf(parent), asked.context), (establishment) =>
      establishment === null
        ? referredTo('establishments', numberOf)(parent, asked)
        : legalEntityOf(establishment, asked),
    );

const legalEntityOf = referredTo<EstablishmentParent>('legalEntities', ({ legalUnitId }) => legalUnitId);

/** There are no rows to tell it; one may have been left out. */
const withoutRows =
  <Parent>(rowsOf: (parent: Parent, loaders: Loaders) => PromiseOrValue<Rows<object>>): Explain<Parent> =>
  (parent, { context, usual }) =>
    mapValue(rowsOf(parent, context.connection().loaders), (rows) =>
      rows.length === 0 && mayBeIncomplete(rows) ? skippedRow : usual(),
    );

// Lucca's way to say that somebody has no manager.
const managesThemself = truthIf<EmployeeParent>(({ id, managerId, manager }) => (managerId ?? manager?.id) === id);

const department = referredTo<EmployeeParent>('departments', ({ departmentId }) => departmentId);
const establishment = referredTo<EmployeeParent>('establishments', ({ legalEntityId }) => legalEntityId);

const parent = referredTo<DepartmentParent>('departments', ({ parentLuccaId }) => parentLuccaId);

const outsidePerimeter = referredTo<ManagerParent>('employees', ({ id }) => id);

/** Where null has a reason of its own, or none because it is the truth; everywhere else the usual one holds. */
export const explanations: Explanations = {
  Employee: {
    // The contract is open-ended.
    leavesOn: truth,
    manager: managesThemself,
    department,
    establishment,
    legalEntity: legalEntityThrough(({ legalEntityId }) => legalEntityId),
    contract: noContractOn,
    contracts: withoutRows(({ id }, { contracts }) => contracts.many(id)),
    customFields: withoutRows(({ id }, { personnelFiles }) => personnelFiles.many(id)),
  },
  Position: { manager: managesThemself, department, establishment, qualification: qualificationUntold },
  // Of the head of a department Lucca tells the number only: without the person's record there is no name.
  Manager: { displayName: outsidePerimeter, employee: outsidePerimeter },
  Contract: {
    // It is open-ended.
    endsOn: truth,
    // Many have none.
    trialPeriodEndsOn: truthIf(({ trialPeriodDays }) => !trialPeriodDays),
    terminationReason: reasonUntold,
    employee: referredTo('employees', ({ ownerId }) => ownerId),
    establishment: referredTo('establishments', ({ establishmentId }) => establishmentId),
    legalEntity: legalEntityThrough(({ establishmentId }) => establishmentId),
  },
  Department: {
    // It is at the root.
    parent: (unit, asked) => (unit.parentLuccaId === null ? null : parent(unit, asked)),
  },
  Establishment: { legalEntity: legalEntityOf },
  Remuneration: payExplanations,
};

function qualificationUntold({ isQualificationReported }: EmployeeParent, { usual }: Asked): Gap {
  const why = usual();
  if (isQualificationReported || why.reason === 'PERMISSION_MISSING') return why;
  return gap('NOT_SET_IN_LUCCA', 'This Lucca does not tell who holds which qualification.');
}

function noContractOn({ id }: EmployeeParent, { args, context, usual }: Asked): PromiseOrValue<Gap> {
  return mapValue(context.connection().loaders.contracts.many(id), (contracts) => {
    if (mayBeIncomplete(contracts)) return skippedRow;
    const asOf = typeof args.asOf === 'string' ? args.asOf : context.today;
    const first = contracts.map(({ startsOn }) => startsOn).toSorted()[0];
    if (first === undefined) return usual();
    const isOpen = contracts.some(({ endsOn }) => endsOn === null);
    const last = isOpen
      ? null
      : contracts
          .map(({ endsOn }) => endsOn ?? '')
          .toSorted()
          .at(-1);
    const span = last === null ? `since ${first}` : `from ${first} to ${last}`;
    return gap('NOT_SET_IN_LUCCA', `Lucca shows no contract on ${asOf} for this person, whose contracts are ${span}.`);
  });
}

function reasonUntold({ endsOn, terminationReasonId }: ContractParent, { context, usual }: Asked): Gap | null {
  if (endsOn === null || endsOn >= context.today) return null;
  return terminationReasonId === null ? usual() : gap('NOT_SET_IN_LUCCA', 'Lucca tells the number of the reason only.');
}
