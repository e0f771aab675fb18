import { isTemporary, type LuccaError, LuccaRateLimited } from '../../lucca/errors.ts';
import { type EvidenceRule, hidden } from './evidenceRules.ts';
import type { Check, PermissionCode } from './permissions.ts';
import { hasFailed } from './probe.ts';
import type { Answers } from './probes.ts';
import { permissionCodes, rights } from './rights.ts';

/**
 * Returns a check for each right that the answers so far decide, in the order of `rights`; `now` in milliseconds of the epoch.
 * A right is decided once all its probes are answered, so that no later answer changes its check.
 */
export function concludeRights(soFar: Partial<Answers>, now: number): Check[] {
  return permissionCodes.flatMap((permission) => {
    const { requirement, rule } = rights[permission];
    if (!areAnswered(soFar, rule.probes)) return [];
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

/** The conclusion of one rule. An inconclusive one counts as unanswered when any of its probes failed: the answer might have decided it. */
function concludeRight(rule: EvidenceRule, answers: Answers) {
  const conclusion = rule.conclude(answers);
  const failed = [conclusion.on, ...rule.probes.map((name) => answers[name])].find(hasFailed);
  if (conclusion.verdict !== 'INCONCLUSIVE' || failed === undefined) return { ...conclusion, isAnswered: true };
  return { ...hidden(failed), isAnswered: false };
}

// A rule reads the answers to its own probes only, so for the rule these are all answers.
const areAnswered = (soFar: Partial<Answers>, probes: readonly (keyof Answers)[]): soFar is Answers =>
  probes.every((name) => soFar[name] !== undefined);

/** The rights that are inconclusive because a probe failed for a temporary reason, each with that failure. */
export function unknownRights(answers: Partial<Answers>, checks: readonly Check[]): Map<PermissionCode, LuccaError> {
  return new Map(
    checks.flatMap(({ permission, verdict }) => {
      if (verdict !== 'INCONCLUSIVE') return [];
      const failures = rights[permission].rule.probes
        .flatMap((name) => answers[name]?.failure ?? [])
        .filter(isTemporary);
      const failure = failures.find((each) => each instanceof LuccaRateLimited) ?? failures[0];
      return failure ? [[permission, failure]] : [];
    }),
  );
}

/**
 * Compares today's checks with the previous ones. A right that was once proven, but whose data is no longer visible at all, counts as
 * missing, because rows do not all vanish at once. The date of its last proof is kept.
 */
export function compareWith(before: readonly Check[], today: readonly Check[]): Check[] {
  return today.map((check) => {
    const grantedAt =
      check.grantedAt ?? before.find(({ permission }) => permission === check.permission)?.grantedAt ?? null;
    const isLost = check.evidence.isSilent && grantedAt !== null;
    return { ...check, grantedAt, verdict: isLost ? 'MISSING' : check.verdict };
  });
}

/** Today's checks, except for rights about which Lucca did not answer: these keep their previous check. */
export function keepUnanswered(before: readonly Check[], today: readonly Check[]): Check[] {
  return today.map((check) => {
    const earlier = before.find(({ permission }) => permission === check.permission);
    return earlier && !check.evidence.isAnswered ? earlier : check;
  });
}
