import { z } from 'zod';
import { BadRepresentation } from '../errors.ts';

const byId = z.object({ id: z.string() });
const byEither = z.union([byId, z.object({ id: z.undefined().optional(), luccaId: z.string() })]);

/** The id in a representation a router sends; representations reach us unvalidated. Throws `BadRepresentation`. */
export const referencedId = (reference: unknown): string => parse(byId, reference).id;

/** Either key of a person in a representation; the other is undefined. Throws `BadRepresentation`. */
export const referencedPerson = (reference: unknown): { id?: string | undefined; luccaId?: string } =>
  parse(byEither, reference);

function parse<T>(shape: z.ZodType<T>, reference: unknown): T {
  const parsed = shape.safeParse(reference);
  if (!parsed.success) throw new BadRepresentation();
  return parsed.data;
}
