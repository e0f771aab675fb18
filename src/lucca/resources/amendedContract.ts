import { caseless, count, id } from '../shape.ts';

/** The version of a contract a pay item hangs on. */
export const amendedContract = caseless({
  /** The user's id. */
  ownerId: id,
  /** Null and 0 both stand for the contract as it was signed. */
  amendmentId: count,
});
