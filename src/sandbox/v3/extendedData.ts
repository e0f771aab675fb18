import type { Behaviour } from '../behaviour.ts';
import { createDayForms } from '../dayForms.ts';
import type { Company, Person } from '../model.ts';
import { midnight } from '../names.ts';
import { valueObject } from './properties.ts';
import { createShape, type Shape } from './shape.ts';

type Definition = Company['extensionDefinitions'][number];

/** The shape of custom fields, with one property for each of the company's definitions. */
export function createExtendedDataShape(
  definitions: readonly Definition[],
  isLenient: boolean,
  behaviour: Behaviour,
): Shape<Person> {
  const days = createDayForms(behaviour);
  return createShape(
    'ExtendedData',
    definitions.map(({ id }) => id),
    isLenient,
    definitions.map(({ id, formatKey }) =>
      valueObject(id, ['id', 'value'], ({ extendedData }) => {
        const content = extendedData[id];
        if (content === undefined) return null;
        const write = (entry: { id: number; value: string | number }) =>
          formatKey === 'date' ? { id: entry.id, value: days.first(midnight(String(entry.value))) } : entry;
        return Array.isArray(content) ? content.map(write) : write(content);
      }),
    ),
  );
}
