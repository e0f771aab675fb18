import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { mayBeIncomplete, type Rows } from '../../loaders/rows.ts';
import type { GraphContext } from '../context.ts';
import type { DepartmentParent, EmployeeParent, EstablishmentParent, LegalEntityParent } from '../parents.ts';
import { decodeId, encodeId, isLuccaNumber, type Kind } from './ids.ts';
import { referencedId, referencedPerson } from './reference.ts';

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

export const legalEntityById = (
  id: number | null,
  { connection }: GraphContext,
): PromiseOrValue<LegalEntityParent | null> => (id === null ? null : connection().loaders.legalEntities.one(id));

/** Whether an establishment, or else its legal entity, is not there and may have been left out. */
export const mayEstablishmentBeSkipped = (id: number | null, { connection }: GraphContext): PromiseOrValue<boolean> => {
  const { establishments, legalEntities } = connection().loaders;
  const isLeftOut = (rows: Rows<object>) => rows.length === 0 && mayBeIncomplete(rows);
  if (id === null) return false;
  return mapValue(establishments.many(id), (found) => {
    const legalUnitId = found[0]?.legalUnitId ?? null;
    return legalUnitId === null ? isLeftOut(found) : mapValue(legalEntities.many(legalUnitId), isLeftOut);
  });
};

export const legalEntityOfEstablishment = (id: number | null, context: GraphContext) =>
  mapValue(establishmentById(id, context), (establishment) =>
    legalEntityById(establishment?.legalUnitId ?? null, context),
  );
