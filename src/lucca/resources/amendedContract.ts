import { caseless, id } from '../shape.ts';

/** The version of a contract a pay item hangs on. */
export const amendedContract = caseless({
  /** The user's id. */
  ownerId: id,
});
