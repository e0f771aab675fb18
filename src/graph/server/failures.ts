import { LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';
import { toClientError } from '../errors.ts';

/** Whether the key lacks a right to read something, or the company lacks the module that it belongs to. */
export const isRefused = (failure: unknown): failure is LuccaForbidden | LuccaNotFound =>
  failure instanceof LuccaForbidden || failure instanceof LuccaNotFound;

/** Returns no rows if the key may not read them. Rethrows any other failure. */
export function noneWithoutRight(failure: unknown): [] {
  if (isRefused(failure)) return [];
  throw failure;
}

/** Returns undefined if the data could not be read. Rethrows unexpected errors. */
export function nothing(failure: unknown): undefined {
  if (toClientError(failure) === null) throw failure;
}
