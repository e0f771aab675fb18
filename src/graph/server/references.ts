import { z } from 'zod';
import type { Rows } from '../../cache/rows.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import { BadRepresentation } from '../errors.ts';
import { type Entity, entities } from './entities.ts';
import { decodeId, encodeId } from './ids.ts';

const byId = z.object({ id: z.string() });
// `luccaId` is an `ID`, which GraphQL accepts as a number, and some subgraphs store it as one.
const luccaId = z.union([z.string(), z.number().transform(String)]);
const byEither = z.union([byId, z.object({ id: z.undefined().optional(), luccaId })]);

/** Returns the id in a representation that a router sends; representations reach us unvalidated. Throws `BadRepresentation`. */
export const referencedId = (reference: unknown): string => parse(byId, reference).id;

/** Returns either key of a person in a representation; the other is undefined. Throws `BadRepresentation`. */
export const referencedPerson = (reference: unknown): { id?: string | undefined; luccaId?: string } =>
  parse(byEither, reference);

function parse<T>(shape: z.ZodType<T>, reference: unknown): T {
  const parsed = shape.safeParse(reference);
  if (!parsed.success) throw new BadRepresentation();
  return parsed.data;
}

type EntityRow = { id: number; ownerId?: number };

/** The resolvers that all types with an id of ours have: the id, and the resolver of a reference by it. */
export const entityResolvers = Object.fromEntries(
  Object.entries(entities).map(([type, entity]) => [
    type,
    {
      id: (row: EntityRow, _: unknown, { connection }: GraphContext) =>
        encodeId(entity.kind, connection().account.id, ...numbersOf(row, entity)),
      __resolveReference(reference: unknown, context: GraphContext) {
        const numbers = decodeId(entity.kind, context.connection().account.id, referencedId(reference)) ?? [];
        const [key] = numbers;
        if (key === undefined) return null;
        const found: PromiseOrValue<Rows<EntityRow>> = context.connection().loaders[entity.loader].many(key);
        return mapValue(found, (rows) => rows.find(({ id }) => id === numbers.at(-1)) ?? null);
      },
    },
  ]),
);

const numbersOf = (row: EntityRow, entity: Entity): [number, number?] =>
  entity.owner === undefined ? [row.id] : [row[entity.owner] ?? 0, row.id];
