import { LuccaContractBroken } from '../errors.ts';
import { openV4 } from './envelope.ts';
import type { Walk } from './walk.ts';

/** Pages one after the other, each told by the token that came with the last. A token is sent back as it is, never followed as a link. */
export const walkV4Tokens: Walk = async function* (source) {
  const seen = new Set<string>();
  let token: string | null = null;
  do {
    const page: { page?: string } = token === null ? {} : { page: token };
    const { json, bytes } = await source.ask((size) => ({ ...page, limit: String(size), 'fields.root': 'next,count' }));
    const { items, count, next } = openV4(json, source.resource);
    yield { items, total: count, bytes };

    token = next;
    // Lucca has come round in a circle, or goes on for longer than a row a page could take.
    if (token !== null && (seen.has(token) || seen.size > (count ?? Number.POSITIVE_INFINITY))) {
      throw new LuccaContractBroken({ resource: source.resource, status: 200 });
    }
    if (token !== null) seen.add(token);
  } while (token !== null);
};
