import type { Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';

type SourceLoaders = Loaders['forPay'];

export type Entity = { kind: string; loader: keyof SourceLoaders; owner?: 'ownerId' };

/**
 * The types whose ids contain Lucca's number. A new type needs an entry here, and the files of its domain. `kind` is the word in the id and
 * must never change. `loader` finds the row by the object's number or, if there is an `owner`, by the number of the person that the object
 * belongs to. `owner` is the property with that number, which is then also part of the id.
 */
export const entities = {
  Employee: { kind: 'employee', loader: 'employees' },
  Position: { kind: 'position', loader: 'employees' },
  Contract: { kind: 'contract', loader: 'contracts', owner: 'ownerId' },
  Department: { kind: 'department', loader: 'departments' },
  Establishment: { kind: 'establishment', loader: 'establishments' },
  LegalEntity: { kind: 'legalEntity', loader: 'legalEntities' },
  Qualification: { kind: 'qualification', loader: 'qualifications' },
} as const satisfies Record<string, Entity>;

export type EntityType = keyof typeof entities;

/** Whether the field with this coordinate (`Position.jobTitle`) is of a type whose objects are read from the row of a person. */
export const isReadFromPerson = (coordinate: string): boolean =>
  Object.entries(entities).some(([type, { loader }]) => loader === 'employees' && coordinate.startsWith(`${type}.`));

/** Returns the row of an object by Lucca's number; null if there is no number, or if Lucca does not return the object. */
export function entityById<Type extends EntityType>(type: Type, number: number | null, { connection }: GraphContext) {
  const loader: (typeof entities)[Type]['loader'] = entities[type].loader;
  const loaders: SourceLoaders = connection().loaders;
  return number === null ? null : loaders[loader].one(number);
}

/** Returns the rows with a number: at most one, or all rows of an owner. */
export const rowsOf = (type: EntityType, number: number, { connection }: GraphContext): PromiseOrValue<Rows<object>> =>
  connection().loaders[entities[type].loader].many(number);
