import { type AccountMapping, type PersonnelFilePay, paymentsPerYear } from '../../accounts/mapping.ts';
import { combine, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { type FieldUse, isFieldFor } from '../../lucca/customFieldValues.ts';
import type { ExtensionDefinition } from '../../lucca/resources/extensionDefinitions.ts';
import type { UserWithExtendedData } from '../../lucca/resources/usersWithExtendedData.ts';
import { Decimal } from '../../pay/decimals.ts';
import type { GraphContext } from '../context.ts';
import { Forbidden } from '../errors.ts';
import type { PersonnelFilePayInput } from '../generated.ts';
import { isPaggaReadable } from '../remuneration/remuneration.ts';
import { type MappingProblem, problem } from './problem.ts';

/** What Lucca shows the key of custom fields. */
type Shown = { definitions: readonly ExtensionDefinition[]; files: readonly UserWithExtendedData[] };

/** A custom field that the input names, and where it names it. */
type Named = { fieldId: string; use: FieldUse; entry: number | null; field: string };

const mostBonuses = 20;

/**
 * Validates the custom fields that are to be read as pay. Throws `Forbidden` if the viewer may not read custom fields. Reads the personnel files, because a field that nobody has filled in is a mistake.
 */
export function readPersonnelFilePay(
  input: PersonnelFilePayInput,
  context: GraphContext,
): PromiseOrValue<PersonnelFilePay | MappingProblem> {
  const { account, loaders } = context.connection();
  const { scopes } = context.viewer ?? {};
  if (!scopes?.has('lucca:demographics:read') || !scopes.has('lucca:remuneration:read')) throw new Forbidden();
  if (isPaggaReadable(account)) return problem('PAY_MODULE_READABLE', null, 'personnelFilePay');
  const wrong = wrongNumber(input);
  if (wrong) return wrong;
  const shown = { definitions: loaders.customFields.all(), files: loaders.personnelFiles.all() };
  return combine(shown, (shown) => wrongField(input, shown, account.mapping) ?? settingOf(input));
}

function wrongNumber({ baseSalary, bonuses = [] }: PersonnelFilePayInput): MappingProblem | null {
  const { period, paymentsPerYear: payments } = baseSalary;
  const field = 'personnelFilePay.baseSalary.paymentsPerYear';
  if (payments != null && period !== 'MONTH') return problem('NO_EFFECT', null, field);
  if (payments != null && !paymentsPerYear.safeParse(payments).success) return problem('INVALID_NUMBER', null, field);
  if (bonuses.length > mostBonuses) return problem('TOO_MANY_BONUSES', null, 'personnelFilePay.bonuses');
  const wrong = bonuses.findIndex((bonus) => !paymentsPerYear.safeParse(bonus.paymentsPerYear).success);
  return wrong < 0 ? null : problem('INVALID_NUMBER', wrong, 'personnelFilePay.bonuses.paymentsPerYear');
}

function wrongField(
  input: PersonnelFilePayInput,
  { definitions, files }: Shown,
  { level, jobFamily }: AccountMapping,
): MappingProblem | null {
  const categories = [level?.customFieldId, jobFamily?.customFieldId];
  const seen = new Set<string>();
  for (const { fieldId, use, entry, field } of namedIn(input)) {
    const definition = definitions.find(({ id }) => id === fieldId);
    if (!definition) return problem('UNKNOWN_CUSTOM_FIELD', entry, field);
    if (seen.has(fieldId)) return problem('DUPLICATE_CUSTOM_FIELD', entry, field);
    seen.add(fieldId);
    if (categories.includes(fieldId)) return problem('CUSTOM_FIELD_OF_CATEGORY', entry, field);
    const fit = isFieldFor(use, definition, files);
    if (fit !== 'fits') return problem(fit, entry, field);
  }
  return null;
}

function namedIn({ baseSalary, bonuses = [], currencyFieldId, fullTimeShareFieldId }: PersonnelFilePayInput): Named[] {
  const at = (fieldId: string, use: FieldUse, path: string, entry: number | null = null): Named => ({
    fieldId,
    use,
    entry,
    field: `personnelFilePay.${path}`,
  });
  return [
    at(baseSalary.fieldId, 'AMOUNT', 'baseSalary.fieldId'),
    ...bonuses.map(({ fieldId }, entry) => at(fieldId, 'AMOUNT', 'bonuses.fieldId', entry)),
    ...(currencyFieldId == null ? [] : [at(currencyFieldId, 'CURRENCY', 'currencyFieldId')]),
    ...(fullTimeShareFieldId == null ? [] : [at(fullTimeShareFieldId, 'SHARE', 'fullTimeShareFieldId')]),
  ];
}

function settingOf(input: PersonnelFilePayInput): PersonnelFilePay {
  const { baseSalary, bonuses = [], currencyFieldId = null, fullTimeShareFieldId = null } = input;
  const { fieldId, period, isAtFullTime } = baseSalary;
  const payments = period === 'MONTH' ? new Decimal(baseSalary.paymentsPerYear ?? 12).toFixed() : null;
  return {
    baseSalary: { fieldId, period, isAtFullTime, paymentsPerYear: payments },
    bonuses: bonuses.map((bonus) => ({
      fieldId: bonus.fieldId,
      isAtFullTime: bonus.isAtFullTime,
      isVariable: bonus.isVariable,
      paymentsPerYear: new Decimal(bonus.paymentsPerYear).toFixed(),
    })),
    currencyFieldId,
    fullTimeShareFieldId,
  };
}
