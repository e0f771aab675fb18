import { z } from 'zod';
import { BadRepresentation } from './errors.ts';

const representation = z.object({ id: z.string() });

/** The id in a representation a router sends; representations reach us unvalidated. Throws `BadRepresentation`. */
export function referencedId(reference: unknown): string {
  const parsed = representation.safeParse(reference);
  if (!parsed.success) throw new BadRepresentation();
  return parsed.data.id;
}
