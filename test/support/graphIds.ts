import { decodeId, encodeId, encodeOldId, type Kind } from '../../src/graph/server/ids.ts';
import type { Subgraph } from './subgraph.ts';

/** The ids that a subgraph makes for the account of its first tenant, and those of an account that nobody has. */
export async function graphIds(subgraph: Subgraph) {
  const { account } = await subgraph.data('{ account { id } }');
  const another = 'another-account';
  return {
    account: account.id as string,
    of: (kind: Kind, first: number, second?: number) => encodeId(kind, account.id, first, second),
    /** The same thing's ids, present and old, in an account that nobody has. */
    elsewhere(kind: Kind, id: string): [string, string] {
      const [first = 0, second] = decodeId(kind, account.id, id) ?? [];
      const numbers = second === undefined ? [first] : [first, second];
      return [encodeId(kind, another, first, second), encodeOldId(kind, another, ...numbers)];
    },
  };
}
