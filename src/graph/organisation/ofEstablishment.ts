import type { GraphQLResolveInfo } from 'graphql';
import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { LegalUnit } from '../../lucca/resources/legalUnits.ts';
import type { GraphContext } from '../context.ts';
import { type Explain, notShown } from '../dataGaps/explain.ts';
import type { EstablishmentParent, LegalEntityParent } from '../parents.ts';
import { entityById } from '../server/entities.ts';
import { onceFor } from '../server/onceFor.ts';
import { namesOf, selectedBelow } from '../server/selections.ts';

/** Returns an establishment. Legal entities are read at the same time if the operation selects that of the establishment. */
export function establishmentSelected(id: number | null, context: GraphContext, info: GraphQLResolveInfo) {
  const establishment = entityById('Establishment', id, context);
  if (establishment instanceof Promise && namesOf(selectedBelow('Establishment', info)).has('legalEntity'))
    void context.connection().loaders.legalEntities.all();
  return establishment;
}

const legalEntitiesById = onceFor((rows: Rows<LegalUnit>) => new Map(rows.map((row) => [row.id, row])));

/** Returns a legal entity; null for no number, and if Lucca does not return it. Legal entities can only be read whole. */
export const legalEntityById = (
  id: number | null,
  { connection }: GraphContext,
): PromiseOrValue<LegalEntityParent | null> =>
  id === null
    ? null
    : mapValue(connection().loaders.legalEntities.all(), (rows) => legalEntitiesById(rows).get(id) ?? null);

/** Returns the legal entity of an establishment. Establishments can only be read whole, too, so both reads start together. */
export function legalEntityOfEstablishment(
  id: number | null,
  context: GraphContext,
): PromiseOrValue<LegalEntityParent | null> {
  const establishment = entityById('Establishment', id, context);
  if (establishment instanceof Promise) void context.connection().loaders.legalEntities.all();
  return mapValue(establishment, (found) => legalEntityById(found?.legalUnitId ?? null, context));
}

/** Whether an establishment, or else its legal entity, is not there and may have been skipped. */
export function mayEstablishmentBeSkipped(id: number | null, { connection }: GraphContext): PromiseOrValue<boolean> {
  const { establishments, legalEntities } = connection().loaders;
  const isSkipped = (rows: Rows<object>) => rows.length === 0 && mayBeIncomplete(rows);
  if (id === null) return false;
  return mapValue(establishments.many(id), (found) => {
    const legalUnitId = found[0]?.legalUnitId ?? null;
    return legalUnitId === null ? isSkipped(found) : mapValue(legalEntities.many(legalUnitId), isSkipped);
  });
}

/** Lucca does not return the legal entity of an establishment. */
export const legalEntityNotShown = notShown<EstablishmentParent>('LegalEntity', ({ legalUnitId }) => legalUnitId);

/** Lucca does not return the establishment that an object refers to, or else its legal entity. */
export const legalEntityNotShownThrough =
  <Parent>(establishmentOf: (parent: Parent) => number | null): Explain<Parent> =>
  (parent, field) =>
    mapValue(entityById('Establishment', establishmentOf(parent), field.context), (establishment) =>
      establishment === null
        ? notShown('Establishment', establishmentOf)(parent, field)
        : legalEntityNotShown(establishment, field),
    );
