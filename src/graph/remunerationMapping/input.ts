import { type MappingChange, paymentsPerYear, weeklyHours } from '../../accounts/mapping.ts';
import { Decimal } from '../../pay/decimals.ts';
import { isGross, isGrossAsPaid, type PayKind } from '../../pay/kinds.ts';
import { kindDescribed, type Nature, type NatureSetting } from '../../pay/treatments.ts';
import type { LegalEntityHoursInput, RemunerationMappingInput, SetRemunerationMappingInput } from '../generated.ts';
import { type MappingProblem, problem } from './problem.ts';

/** Finds what the key sees by its opaque id: a nature, and the number of a legal entity. */
export type VisibleById = {
  nature(natureId: string): Nature | undefined;
  legalEntity(legalEntityId: string): number | undefined;
};

/** Validates the input. */
export function readMapping(input: SetRemunerationMappingInput, visible: VisibleById): MappingChange | MappingProblem {
  const settings: NatureSetting[] = [];
  for (const [entry, each] of (input.natures ?? []).entries()) {
    const nature = visible.nature(each.natureId);
    if (!nature) return problem('UNKNOWN_NATURE', entry, 'natureId');
    if (settings.some(isOf(nature))) return problem('DUPLICATE_NATURE', entry, 'natureId');
    const wrong = wrongField(each, nature);
    if (wrong) return problem(wrong.code, entry, wrong.field);
    settings.push(settingOf(each, nature));
  }
  const { weeklyHoursAtFullTime: hours } = input;
  if (!isUnset(hours) && !weeklyHours.safeParse(hours).success)
    return problem('INVALID_NUMBER', null, 'weeklyHoursAtFullTime');
  const ofEntities = readHours(input.weeklyHoursByLegalEntity ?? [], visible);
  if ('code' in ofEntities) return ofEntities;
  return {
    kind: 'change',
    apply: (before) => ({
      ...before,
      natures: [
        ...before.natures.filter((each) => !settings.some(isOf({ family: each.family, id: each.natureId }))),
        ...settings.filter(saysSomething),
      ],
      weeklyHoursAtFullTime: hours === undefined ? before.weeklyHoursAtFullTime : hours,
      weeklyHoursByLegalEntity: [
        ...before.weeklyHoursByLegalEntity.filter(({ legalEntityId }) => !ofEntities.has(legalEntityId)),
        ...[...ofEntities].flatMap(([legalEntityId, weeklyHoursAtFullTime]) =>
          weeklyHoursAtFullTime === null ? [] : { legalEntityId, weeklyHoursAtFullTime },
        ),
      ],
    }),
  };
}

/** The hours of a full-time week by the number of the legal entity; null for what is no longer set. */
function readHours(
  entries: readonly LegalEntityHoursInput[],
  visible: VisibleById,
): ReadonlyMap<number, string | null> | MappingProblem {
  const read = new Map<number, string | null>();
  for (const [entry, { legalEntityId, weeklyHoursAtFullTime: hours }] of entries.entries()) {
    const luccaId = visible.legalEntity(legalEntityId);
    if (luccaId === undefined) return problem('UNKNOWN_LEGAL_ENTITY', entry, 'legalEntityId');
    if (read.has(luccaId)) return problem('DUPLICATE_LEGAL_ENTITY', entry, 'legalEntityId');
    if (!isUnset(hours) && !weeklyHours.safeParse(hours).success)
      return problem('INVALID_NUMBER', entry, 'weeklyHoursAtFullTime');
    read.set(luccaId, hours ?? null);
  }
  return read;
}

const isOf =
  ({ family, id }: Pick<Nature, 'family' | 'id'>) =>
  (setting: NatureSetting) =>
    setting.family === family && setting.natureId === id;

const isUnset = (value: unknown) => value === null || value === undefined;

function wrongField(
  {
    kind,
    paymentsPerYear: payments,
    isProportionalToWorkingTime,
    overlappingItems,
    isTarget,
  }: RemunerationMappingInput,
  nature: Nature,
): Pick<MappingProblem, 'code' | 'field'> | null {
  const code = 'NOT_FOR_VARIABLE_PAY';
  if (nature.family === 'VARIABLE') {
    if (kind === 'BASE_SALARY') return { code, field: 'kind' };
    if (!isUnset(payments)) return { code, field: 'paymentsPerYear' };
    if (!isUnset(isProportionalToWorkingTime)) return { code, field: 'isProportionalToWorkingTime' };
  }
  const isWrong = !isUnset(payments) && !paymentsPerYear.safeParse(payments).success;
  if (isWrong) return { code: 'INVALID_NUMBER', field: 'paymentsPerYear' };
  const treatedAs = kind ?? kindDescribed(nature).kind ?? 'OTHER';
  const hasNoEffect = { code: 'NO_EFFECT' } as const;
  if (treatedAs === 'IGNORED' && !isUnset(payments)) return { ...hasNoEffect, field: 'paymentsPerYear' };
  if (isTarget || isCounted(nature, treatedAs)) return null;
  if (!isUnset(isProportionalToWorkingTime)) return { ...hasNoEffect, field: 'isProportionalToWorkingTime' };
  return isUnset(overlappingItems) ? null : { ...hasNoEffect, field: 'overlappingItems' };
}

/** Whether a figure includes items of a nature that is treated as a kind. */
const isCounted = ({ family }: Nature, kind: PayKind): boolean =>
  family === 'FIXED'
    ? isGross({ treatment: { kind, isTarget: false } })
    : isGrossAsPaid({ treatment: { kind, isTarget: false }, isQuantity: false });

const settingOf = (input: RemunerationMappingInput, { family, id }: Nature): NatureSetting => ({
  family,
  natureId: id,
  kind: input.kind ?? null,
  paymentsPerYear: input.paymentsPerYear ? new Decimal(input.paymentsPerYear).toFixed() : null,
  isProportionalToWorkingTime: input.isProportionalToWorkingTime ?? null,
  overlappingItems: input.overlappingItems ?? null,
  isTarget: input.isTarget ?? null,
});

/** A setting without values is removed: the nature is inferred again. */
const saysSomething = ({ family: _family, natureId: _natureId, ...values }: NatureSetting) =>
  Object.values(values).some((value) => value !== null);
