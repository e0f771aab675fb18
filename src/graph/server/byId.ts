import type { GraphQLResolveInfo } from 'graphql';
import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { LegalUnit } from '../../lucca/resources/legalUnits.ts';
import type { GraphContext } from '../context.ts';
import type { DepartmentParent, EmployeeParent, EstablishmentParent, LegalEntityParent } from '../parents.ts';
import { decodeId, encodeId, isLuccaNumber, type Kind } from './ids.ts';
import { onceFor } from './onceFor.ts';
import { referencedId, referencedPerson } from './reference.ts';
import { namesOf, selectedBelow } from './selections.ts';

/** The opaque id of a thing with Lucca's number, in the account of the request. */
export const idOf = (kind: Kind, luccaId: number, context: GraphContext): string =>
  encodeId(kind, context.connection().account.id, luccaId);

/** Lucca's number in an id of ours; null where the id is malformed, of another kind, or of another account. */
export const numberIn = (kind: Kind, id: string, context: GraphContext): number | null =>
  decodeId(kind, context.connection().account.id, id)?.[0] ?? null;

/** Lucca's number in a router's representation, null as for `numberIn`. Throws `BadRepresentation`. */
export const referencedNumber = (kind: Kind, reference: unknown, context: GraphContext): number | null =>
  numberIn(kind, referencedId(reference), context);

/** A person's number in a router's representation, which names it by our id or by Lucca's; null as for `numberIn`. Throws `BadRepresentation`. */
export function referencedEmployee(reference: unknown, context: GraphContext): number | null {
  const { id, luccaId = '' } = referencedPerson(reference);
  if (id !== undefined) return numberIn('employee', id, context);
  return /^[1-9]\d{0,9}$/.test(luccaId) && isLuccaNumber(Number(luccaId)) ? Number(luccaId) : null;
}

// Each of these answers null for no number, and where the key does not see the thing.

export const employeeById = (id: number | null, { connection }: GraphContext): PromiseOrValue<EmployeeParent | null> =>
  id === null ? null : connection().loaders.employees.one(id);

export const departmentById = (
  id: number | null,
  { connection }: GraphContext,
): PromiseOrValue<DepartmentParent | null> => (id === null ? null : connection().loaders.departments.one(id));

export const establishmentById = (
  id: number | null,
  { connection }: GraphContext,
): PromiseOrValue<EstablishmentParent | null> => (id === null ? null : connection().loaders.establishments.one(id));

/** The establishment. Legal entities are read at the same time if the operation selects that of the establishment. */
export function establishmentSelected(
  id: number | null,
  context: GraphContext,
  info: GraphQLResolveInfo,
): PromiseOrValue<EstablishmentParent | null> {
  const establishment = establishmentById(id, context);
  if (establishment instanceof Promise && namesOf(selectedBelow('Establishment', info)).has('legalEntity'))
    void context.connection().loaders.legalEntities.all();
  return establishment;
}

const legalEntitiesById = onceFor((rows: Rows<LegalUnit>) => new Map(rows.map((row) => [row.id, row])));

/** Legal entities can only be read whole. */
export const legalEntityById = (
  id: number | null,
  { connection }: GraphContext,
): PromiseOrValue<LegalEntityParent | null> =>
  id === null
    ? null
    : mapValue(connection().loaders.legalEntities.all(), (rows) => legalEntitiesById(rows).get(id) ?? null);

/** Whether an establishment, or else its legal entity, is missing and may be a skipped row. */
export const mayEstablishmentBeSkipped = (id: number | null, { connection }: GraphContext): PromiseOrValue<boolean> => {
  const { establishments, legalEntities } = connection().loaders;
  const isSkipped = (rows: Rows<object>) => rows.length === 0 && mayBeIncomplete(rows);
  if (id === null) return false;
  return mapValue(establishments.many(id), (found) => {
    const legalUnitId = found[0]?.legalUnitId ?? null;
    return legalUnitId === null ? isSkipped(found) : mapValue(legalEntities.many(legalUnitId), isSkipped);
  });
};

/** Establishments can only be read whole, too, so both reads start together. */
export function legalEntityOfEstablishment(
  id: number | null,
  context: GraphContext,
): PromiseOrValue<LegalEntityParent | null> {
  const establishment = establishmentById(id, context);
  if (establishment instanceof Promise) void context.connection().loaders.legalEntities.all();
  return mapValue(establishment, (found) => legalEntityById(found?.legalUnitId ?? null, context));
}
