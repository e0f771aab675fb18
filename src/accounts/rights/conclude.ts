import { type LuccaError, LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from '../../lucca/errors.ts';
import type { Check, PermissionCode } from '../permissions.ts';
import type { Answers } from './probes.ts';
import { permissionCodes, rights } from './rights.ts';

/**
 * One check for each right that the answers so far tell about, in the order of the table; `now` in milliseconds of the epoch.
 * A right is told once everything it is read off has been answered, so that no further answer changes its check.
 */
export function concludeRights(soFar: Partial<Answers>, now: number): Check[] {
  return permissionCodes.flatMap((permission) => {
    const { requirement, rule } = rights[permission];
    if (!holds(soFar, rule.probes)) return [];
    const { verdict, rowsFilled, ...concluded } = rule.conclude(soFar);
    const [unanswered] = verdict === 'INCONCLUSIVE' ? failed(soFar, permission) : [];
    const on = unanswered ?? concluded.on;
    const { path, status } = on;
    const isSilent = concluded.isSilent && unanswered === undefined;
    const evidence = { method: 'GET', path, status, rowsSeen: on.total ?? on.seen, rowsFilled, isSilent } as const;
    const grantedAt = verdict === 'GRANTED' ? new Date(now).toISOString() : null;
    return [{ permission, requirement, verdict, evidence, grantedAt }];
  });
}

// A rule looks at the answers to its own probes only: for it, those are all.
const holds = (soFar: Partial<Answers>, probes: readonly (keyof Answers)[]): soFar is Answers =>
  probes.every((name) => soFar[name] !== undefined);

/** The rights that cannot be told because Lucca could not be asked all that tells them, each with a failure that may pass. */
export function untold(answers: Partial<Answers>, checks: readonly Check[]): Map<PermissionCode, LuccaError> {
  return new Map(
    checks.flatMap(({ permission, verdict }) => {
      if (verdict !== 'INCONCLUSIVE') return [];
      const failures = failed(answers, permission).flatMap(({ failure }) => failure ?? []);
      const failure = failures.find((each) => each instanceof LuccaRateLimited) ?? failures[0];
      return failure ? [[permission, failure]] : [];
    }),
  );
}

/** The answers to the probes of a right that another try may bring. */
const failed = (answers: Partial<Answers>, permission: PermissionCode) =>
  rights[permission].rule.probes.flatMap((name) => answers[name] ?? []).filter(({ failure }) => isPassing(failure));

const isPassing = (failure: LuccaError | null) =>
  [LuccaRateLimited, LuccaTimeout, LuccaUnavailable].some((kind) => failure instanceof kind);

/**
 * The checks of today beside those of before. A right that was proven and of which nothing is seen any more has been taken
 * away, as far as can be told: rows do not all vanish at once. When it was last proven is kept.
 */
export function comparedWith(before: readonly Check[], today: readonly Check[]): Check[] {
  return today.map((check) => {
    const grantedAt =
      check.grantedAt ?? before.find(({ permission }) => permission === check.permission)?.grantedAt ?? null;
    const isLost = check.evidence.isSilent && grantedAt !== null;
    return { ...check, grantedAt, verdict: isLost ? 'MISSING' : check.verdict };
  });
}

/** The checks of a key of today, but for those rights about which Lucca did not answer: there what was known of it stands. */
export function whereAnswered(before: readonly Check[], today: readonly Check[]): Check[] {
  return today.map((check) => {
    const earlier = before.find(({ permission }) => permission === check.permission);
    return earlier && !isAnswered(check) ? earlier : check;
  });
}

/** Whether Lucca answered about a right, be it with a refusal, rather than failed to. */
export function isAnswered({ evidence: { status } }: Check): boolean {
  return status !== null && status !== 408 && status !== 429 && status < 500;
}
