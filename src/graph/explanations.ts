import { after, type Maybe } from '../loaders/maybe.ts';
import type { GraphContext } from './context.ts';
import { type Gap, gap } from './gap.ts';
import type {
  ContractParent,
  DepartmentParent,
  EmployeeParent,
  EstablishmentParent,
  ManagerParent,
  RemunerationParent,
} from './parents.ts';
import { payExplanations } from './payExplanations.ts';

/** What a field without a value was asked with, and the usual reason, which goes by the right it hangs on. */
type Asked = { args: Record<string, unknown>; context: GraphContext; usual: () => Gap };

/** Tells why a field of one object is null; null where that is the truth and nothing is lacking. */
export type Explain<Parent> = (parent: Parent, asked: Asked) => Maybe<Gap | null>;

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

/** Lucca gives the number of something that it does not show. */
const referredTo =
  <Parent>(numberOf: (parent: Parent) => number | null): Explain<Parent> =>
  (parent, { usual }) => {
    const why = usual();
    if (numberOf(parent) === null || why.reason === 'PERMISSION_MISSING') return why;
    return gap('OUTSIDE_KEY_PERIMETER', 'Lucca refers to it, and does not show it to the API key.');
  };

// Lucca's way to say that somebody has no manager.
const managesThemself = truthIf<EmployeeParent>(({ id, managerId, manager }) => (managerId ?? manager?.id) === id);

const department = referredTo<EmployeeParent>(({ departmentId }) => departmentId);
const establishment = referredTo<EmployeeParent>(({ legalEntityId }) => legalEntityId);

const outsidePerimeter = referredTo<ManagerParent>(({ id }) => id);

/** Where null has a reason of its own, or none because it is the truth; everywhere else the usual one holds. */
export const explanations: Explanations = {
  Employee: {
    // The contract is open-ended.
    leavesOn: truth,
    manager: managesThemself,
    department,
    establishment,
    legalEntity: establishment,
    contract: noContractOn,
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
    employee: referredTo(({ ownerId }) => ownerId),
    establishment: referredTo(({ establishmentId }) => establishmentId),
    legalEntity: referredTo(({ establishmentId }) => establishmentId),
  },
  Department: {
    // It is at the root.
    parent: (unit, asked) => (unit.parentLuccaId === null ? null : referredTo(() => unit.parentLuccaId)(unit, asked)),
  },
  Establishment: { legalEntity: referredTo(({ legalUnitId }) => legalUnitId) },
  Remuneration: payExplanations,
};

function qualificationUntold({ isQualificationTold }: EmployeeParent, { usual }: Asked): Gap {
  const why = usual();
  if (isQualificationTold || why.reason === 'PERMISSION_MISSING') return why;
  return gap('NOT_SET_IN_LUCCA', 'This Lucca does not tell who holds which qualification.');
}

function noContractOn({ id }: EmployeeParent, { args, context, usual }: Asked): Maybe<Gap> {
  return after(context.connection().loaders.contracts.many(id), (contracts) => {
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
