import { knownDayIn } from '../../days.ts';
import { combine, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { ExtensionDefinition } from '../../lucca/resources/extensionDefinitions.ts';
import type { ExtendedValue, UserWithExtendedData } from '../../lucca/resources/usersWithExtendedData.ts';
import type { GraphContext } from '../context.ts';
import { BadUserInput } from '../errors.ts';
import type { Resolvers } from '../generated.ts';
import type { CustomFieldParent, CustomFieldValueParent } from '../parents.ts';
import { onceFor } from '../server/onceFor.ts';

type DefinedValue = Pick<CustomFieldValueParent, 'value' | 'definition'>;

type Definitions = ReadonlyMap<string, ExtensionDefinition>;

const longestList = 1_000;

/** The day of a value. Lucca writes days, and only days, as midnight; a placeholder such as `9999-12-31` is none. */
const dayOf = (value: ExtendedValue): string | null =>
  typeof value === 'string' && value.includes('T00:00:00') ? knownDayIn(value) : null;

/** The chosen entry. If a field has a list of choices, its value is the number of an entry, which may since have been removed. */
function choiceOf({ value, definition }: DefinedValue) {
  const entries = definition?.extensionUserPropertyListEntries ?? [];
  if (typeof value !== 'number' || (entries.length === 0 && definition?.formatKey !== 'select')) return null;
  return { id: value, name: entries.find(({ id }) => id === value)?.name ?? null };
}

const plainOf = (given: DefinedValue): string | null =>
  choiceOf(given) || (given.value !== null && typeof given.value === 'object') ? null : String(given.value);

/** A value as text; null for a value with parts. */
export const textOf = (given: DefinedValue): string | null =>
  dayOf(given.value) ?? choiceOf(given)?.name ?? plainOf(given);

export const customFields: Resolvers = {
  CustomField: {
    luccaId: ({ id }) => id,
    name: ({ definition }) => definition?.name ?? null,
    values: ({ values, definition, definitions }) =>
      values?.map((value) => ({ value, definition, definitions })) ?? null,
  },
  CustomFieldValue: {
    text: textOf,
    date: ({ value }) => dayOf(value),
    number: (given) => (typeof given.value === 'number' && !choiceOf(given) ? String(given.value) : null),
    choice: choiceOf,
    parts({ value, definitions }) {
      if (value === null || typeof value !== 'object') return null;
      return Object.entries(value).map(([id, values]) => fieldOf(id, values, definitions));
    },
  },
  CustomFieldChoice: {
    luccaId: ({ id }) => String(id),
  },
};

/**
 * The fields that a company has added to a person's file; null if Lucca returns neither fields nor values. Fields for which Lucca returns a
 * value but no definition come last, without a name.
 */
export function customFieldsOf(
  userId: number,
  ids: readonly string[] | null,
  context: GraphContext,
): PromiseOrValue<CustomFieldParent[] | null> {
  if (ids && ids.length > longestList) throw new BadUserInput('`ids` may contain at most 1000 entries.');
  const { personnelFiles, customFields } = context.connection().loaders;
  return combine({ file: personnelFiles.one(userId), defined: customFields.all() }, ({ file, defined }) => {
    const data = file?.extendedData ?? null;
    if (data === null && defined.length === 0) return null;
    const definitions = definitionsById(defined);
    const isWanted = (id: string) => ids === null || ids.includes(id);
    return [...new Set([...definitions.keys(), ...Object.keys(data ?? {})])]
      .filter(isWanted)
      .map((id) => fieldOf(id, valuesIn(data, id), definitions));
  });
}

/** One field of a person's file, from Lucca's rows. */
export const customFieldOf = (
  id: string,
  data: UserWithExtendedData['extendedData'],
  defined: readonly ExtensionDefinition[],
): CustomFieldParent => fieldOf(id, valuesIn(data, id), definitionsById(defined));

/** The values of a field. Lucca omits empty fields. Null if Lucca returns no data at all, because the values are then unknown. */
function valuesIn(data: UserWithExtendedData['extendedData'], id: string): ExtendedValue[] | null {
  if (data === null) return null;
  return Object.hasOwn(data, id) ? (data[id] ?? null) : [];
}

const definitionsById = onceFor(
  (rows: readonly ExtensionDefinition[]): Definitions => new Map(rows.map((row) => [row.id, row])),
);

const fieldOf = (id: string, values: ExtendedValue[] | null, definitions: Definitions): CustomFieldParent => ({
  id,
  values,
  definition: definitions.get(id) ?? null,
  definitions,
});
