import { caseless, date, id } from '../shape.ts';

/** The version of a contract a pay item hangs on, and whose it is. */
export const amendedContract = caseless({
  workContractId: id,
  /** 0 or null: the contract as first signed, no amendment. */
  amendmentId: id.nullable(),
  /** The user's id. */
  ownerId: id,
  startsOn: date.nullable(),
  endsOn: date.nullable(),
});
