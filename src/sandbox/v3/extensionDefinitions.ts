import type { Company } from '../model.ts';
import type { Query } from '../query.ts';
import { type LuccaResponse, Refused } from '../response.ts';
import type { View } from '../rights.ts';
import { parseFields } from './fields.ts';
import { envelope, listV3 } from './list.ts';
import { collection, scalar } from './properties.ts';
import { createProjection, createShape, type Shape, wholeOf } from './shape.ts';

type Definition = Company['extensionDefinitions'][number];

/** Answers `GET /api/v3/extensionuserdefinitions`: the definitions of custom fields, with the choices of lists. */
export function listExtensionDefinitions(view: View, query: Query, now: string): LuccaResponse {
  const shape = view.once('extensionDefinitionShape', () => createDefinitionShape(view));
  const rows = view.can('personnelFiles') ? view.company.extensionDefinitions : [];
  return listV3(view, shape, rows, query, { now, parameters: [] });
}

/** Answers `GET /api/v3/extensionuserdefinitions/{id}`: one definition with all of its fields. */
export function getExtensionDefinition(view: View, query: Query, id: string, now: string): LuccaResponse {
  const rows = view.can('personnelFiles') ? view.company.extensionDefinitions : [];
  const definition = rows.find((each) => each.id.toLowerCase() === id);
  if (!definition) throw new Refused(404, `Resource ExtensionUserDefinition with ID ${id} not found`);
  const shape = view.once('extensionDefinitionShape', () => createDefinitionShape(view));
  const asked = query.get('fields');
  const fields = asked ? parseFields(asked) : wholeOf(shape);
  return envelope(view, now, createProjection(shape, fields)(definition));
}

function createDefinitionShape({ company, behaviour }: View): Shape<Definition> {
  const isLenient = behaviour.unknownFields === 'ignored';
  const entryShape = createShape<Definition['entries'][number]>(
    'ExtensionUserPropertyListEntry',
    ['id', 'name'],
    isLenient,
    [scalar('id', 'number', (entry) => entry.id), scalar('name', 'text', (entry) => entry.name)],
  );
  return createShape<Definition>('ExtensionUserDefinition', ['id', 'name', 'url'], isLenient, [
    scalar('id', 'text', ({ id }) => id),
    scalar('name', 'text', ({ id }) => id.replace(/^e_/, '')),
    scalar('url', 'text', ({ id }) => `https://${company.host}/api/v3/extensionUserDefinitions/${id}`),
    scalar('formatKey', 'text', ({ formatKey }) => formatKey),
    collection(
      'extensionUserPropertyListEntries',
      () => entryShape,
      ({ entries }) => entries,
    ),
  ]);
}
