import { type LuccaError, LuccaRateLimited, LuccaTimeout, LuccaUnavailable } from '../../lucca/errors.ts';
import type { Check, PermissionCode } from './permissions.ts';
import { hasFailed } from './probe.ts';
import type { Answers } from './probes.ts';
import { permissionCodes, rights } from './rights.ts';
import { hidden, type Rule } from './rules.ts';

/**
 * One check for each right that the answers so far tell about, in the order of the table; `now` in milliseconds of the epoch.
 * A right is told once everything it is read off has been answered, so that no further answer changes its check.
 */
export function concludeRights(soFar: Partial<Answers>, now: number): Check[] {
  return permissionCodes.flatMap((permission) => {
    const { requirement, rule } = rights[permission];
    if (!holds(soFar, rule.probes)) return [];
    const { verdict, on, rowsFilled, isSilent, isAnswered } = concludeRight(rule, soFar);
    const { path, failure, total, seen } = on;
    const status = failure === null ? on.status : (failure.status ?? null);
    const evidence = {
      method: 'GET',
      path,
      status,
      rowsSeen: total ?? seen,
      rowsFilled,
      isSilent,
      isAnswered,
    } as const;
    const grantedAt = verdict === 'GRANTED' ? new Date(now).toISOString() : null;
    return [{ permission, requirement, verdict, evidence, grantedAt }];
  });
}

/** What one rule concludes; nothing that rests on Lucca's silence, where Lucca failed at an answer that might have broken it. */
function concludeRight(rule: Rule, answers: Answers) {
  const conclusion = rule.conclude(answers);
  const failed = [conclusion.on, ...rule.probes.map((name) => answers[name])].find(hasFailed);
  if (conclusion.verdict !== 'INCONCLUSIVE' || failed === undefined) return { ...conclusion, isAnswered: true };
  return { ...hidden(failed), isAnswered: false };
}

// A rule looks at the answers to its own probes only: for it, those are all.
const holds = (soFar: Partial<Answers>, probes: readonly (keyof Answers)[]): soFar is Answers =>
  probes.every((name) => soFar[name] !== undefined);

/** The rights that cannot be told because Lucca could not be asked all that tells them, each with a failure that may pass. */
export function untold(answers: Partial<Answers>, checks: readonly Check[]): Map<PermissionCode, LuccaError> {
  return new Map(
    checks.flatMap(({ permission, verdict }) => {
      if (verdict !== 'INCONCLUSIVE') return [];
      const failures = rights[permission].rule.probes.flatMap((name) => answers[name]?.failure ?? []).filter(isPassing);
      const failure = failures.find((each) => each instanceof LuccaRateLimited) ?? failures[0];
      return failure ? [[permission, failure]] : [];
    }),
  );
}

const isPassing = (failure: LuccaError) =>
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
    return earlier && !check.evidence.isAnswered ? earlier : check;
  });
}
