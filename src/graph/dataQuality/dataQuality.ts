import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import type { Rows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { LuccaError } from '../../lucca/errors.ts';
import type { User } from '../../lucca/resources/users.ts';
import { isUnread, type Unread, unreadOf } from '../../lucca/unread.ts';
import type { ConnectedAccount, GraphContext } from '../context.ts';
import { emptiness, type Gap, gap, gapOfFailure, unreadGap } from '../dataGaps/gap.ts';
import { isProven, isShown } from '../dataGaps/shownRights.ts';
import { datedPeople } from '../employees/dated.ts';
import { workforceOn } from '../employees/people.ts';
import { Forbidden } from '../errors.ts';
import type { DataQualityCode, Resolvers } from '../generated.ts';
import { type Check, checks as checksOfPeople, type Workforce } from './checks.ts';
import { payChecks } from './payChecks.ts';
import { unreadableRecords } from './unreadable.ts';

/** The result of one check: the people with the issue, if any, or why it was not checked. */
type Outcome = { code: DataQualityCode; found: Rows<User> } | { code: DataQualityCode; gap: Gap };

const longestSample = 20;

/** Notes for the audit the people returned with an issue that requires a scope, or that the issue was hidden. */
function noteOutcome(outcome: Outcome, { notes }: GraphContext): void {
  const { scope } = checks[outcome.code];
  if (scope === null) return;
  if ('gap' in outcome) {
    if (outcome.gap.reason === 'HIDDEN_FROM_VIEWER') notes.refused('Account.dataQuality', null);
    return;
  }
  const what = scope === 'lucca:demographics:read' ? 'demographics' : 'pay';
  for (const { id } of outcome.found.slice(0, longestSample)) notes.returned(what, id);
}

export const dataQuality: Resolvers = {
  Account: {
    dataQuality: (_, { codes }, context) =>
      mapValue(datedPeople(context), (everybody) => {
        const inspection = inspectionOf(everybody, context);
        const asked = allCodes.filter((code) => codes?.includes(code) ?? true);
        return mapValue(allValues(asked.map((code) => outcomeOf(code, inspection, context))), (outcomes) => {
          for (const outcome of outcomes) noteOutcome(outcome, context);
          return {
            employeesChecked: inspection.workforce.active.length,
            issues: outcomes.flatMap((outcome) =>
              'found' in outcome && outcome.found.length > 0 ? issueOf(outcome) : [],
            ),
            notChecked: outcomes.flatMap((outcome) => ('gap' in outcome ? { code: outcome.code, ...outcome.gap } : [])),
          };
        });
      }),
  },
  DataQuality: {
    unreadable: (_, _args, context) => unreadableRecords(context),
  },
};

const checks: Record<DataQualityCode, Check> = { ...checksOfPeople, ...payChecks };

const allCodes = Object.keys(checks) as DataQualityCode[];

/** The results of one request so far. */
type Inspection = { workforce: Workforce; outcomes: Map<DataQualityCode, PromiseOrValue<Outcome>> };

const inspections = new WeakMap<ConnectedAccount, Inspection>();

/** All aliases in a request share one inspection, because checking thousands of people takes time. */
function inspectionOf(everybody: Rows<User>, context: GraphContext): Inspection {
  const known = inspections.get(context.connection());
  if (known) return known;
  const { everybody: active } = workforceOn(everybody, context.today);
  const inspection: Inspection = { workforce: { everybody, active }, outcomes: new Map() };
  inspections.set(context.connection(), inspection);
  return inspection;
}

function outcomeOf(
  code: DataQualityCode,
  { workforce, outcomes }: Inspection,
  context: GraphContext,
): PromiseOrValue<Outcome> {
  const outcome = outcomes.get(code) ?? look(code, workforce, context);
  outcomes.set(code, outcome);
  return outcome;
}

function look(code: DataQualityCode, workforce: Workforce, context: GraphContext): PromiseOrValue<Outcome> {
  const { columns = [], find } = checks[code];
  const permissions = permissionsOf(checks[code], context);
  context.work.spend(workforce.active.length);
  const hindrance = hindranceOf(checks[code], workforce, context);
  if (hindrance) return { code, gap: hindrance };
  const failed = (failure: unknown): Outcome => {
    const why = gapOfFailure(failure, blamed(failure, permissions));
    if (why === null) throw failure;
    return { code, gap: why };
  };
  const found = mapValue(find(workforce, context), (people): Outcome => {
    if ('reason' in people) return { code, gap: people };
    const why = silence(permissions, workforce, context);
    if (why) return { code, gap: why };
    const unread = columns.flatMap((column) => unreadByEverybody(column, workforce) ?? []);
    if (unread[0]) return { code, gap: unreadGap(unread[0]) };
    return { code, found: people.filter((user) => !columns.some((column) => isUnread(user, column))) };
  });
  return recover(found, failed);
}

/** The rights that a check needs, which for pay depend on where the account keeps it. */
const permissionsOf = ({ permissions }: Check, context: GraphContext): readonly PermissionCode[] =>
  typeof permissions === 'function' ? permissions(context) : permissions;

/** Why a column could not be read, if it could be read for nobody. */
const unreadByEverybody = (column: string, { active: [first, ...others] }: Workforce): Unread | undefined =>
  first && others.every((user) => isUnread(user, column)) ? unreadOf(first)[column] : undefined;

/** Why a check cannot be run: a scope or a right is missing, or this Lucca does not return the data. Null if it can. */
function hindranceOf(check: Check, { everybody }: Workforce, context: GraphContext): Gap | null {
  const { scope } = check;
  const permissions = permissionsOf(check, context);
  if (scope !== null && !context.viewer?.scopes.has(scope)) return gapOfFailure(new Forbidden(), null);
  for (const permission of permissions) {
    const why = emptiness(permission, context);
    if (why.reason !== 'NOT_SET_IN_LUCCA') return why;
  }
  if (
    permissions.includes('EMPLOYEE_QUALIFICATIONS') &&
    !everybody.some(({ isQualificationReported }) => isQualificationReported)
  )
    return gap('NOT_SET_IN_LUCCA', "This Lucca does not return people's qualifications.");
  return null;
}

/** Why a result is meaningless: a right is unproven, and Lucca returns the data that it covers for nobody. */
function silence(permissions: readonly PermissionCode[], workforce: Workforce, context: GraphContext): Gap | null {
  const connection = context.connection();
  const unproven = permissions.find(
    (permission) => !isProven(permission, connection) && !isShown(permission, workforce.everybody, connection.loaders),
  );
  return unproven === undefined ? null : emptiness(unproven, context);
}

/** The right, among those that a check needs, whose absence may have made Lucca refuse. */
const blamed = (failure: unknown, permissions: readonly PermissionCode[]): PermissionCode | null =>
  failure instanceof LuccaError && failure.resource === 'workContracts'
    ? 'EMPLOYEE_CONTRACTS'
    : (permissions[0] ?? null);

const issueOf = ({ code, found }: { code: DataQualityCode; found: Rows<User> }) => ({
  code,
  count: found.length,
  sample: found.slice(0, longestSample),
});
