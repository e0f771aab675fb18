import { caseless, count, id } from '../shape.ts';

/** The version of a contract that a pay item belongs to. */
export const amendedContract = caseless({
  /** The user's id. */
  ownerId: id,
  /** Null and 0 both mean the contract as first signed. */
  amendmentId: count,
});
