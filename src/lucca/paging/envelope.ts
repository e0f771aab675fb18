import { z } from 'zod';
import { LuccaContractBroken } from '../errors.ts';
import { caseless } from '../shape.ts';

const items = z.array(z.unknown());
const total = z.int().nonnegative().nullable();

const v3Envelope = caseless({ data: caseless({ items, count: total }) });
const v4Envelope = caseless({ items, count: total, next: z.string().nullable() });

/** Returns the contents of a v3 collection: `{ data: { items, count } }`. */
export function openV3(json: unknown, resource: string) {
  return opened(v3Envelope, json, resource).data;
}

/** Returns the contents of a v4 collection: `{ items, count, next }`. */
export function openV4(json: unknown, resource: string) {
  return opened(v4Envelope, json, resource);
}

/** Whether a response contains what was requested with `fields.root`, if only as null. */
export const hasRoot = (json: unknown, name: string) =>
  typeof json === 'object' && json !== null && Object.keys(json).some((key) => key.toLowerCase() === name);

function opened<Content>(envelope: z.ZodType<Content>, json: unknown, resource: string): Content {
  const result = envelope.safeParse(json);
  if (!result.success) throw new LuccaContractBroken({ resource, status: 200 });
  return result.data;
}
