import { LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';
import { toClientError } from '../errors.ts';

/** Whether the key lacks a right to read something, or the company the module that holds it. */
export const isRefused = (failure: unknown): failure is LuccaForbidden | LuccaNotFound =>
  failure instanceof LuccaForbidden || failure instanceof LuccaNotFound;

/** No rows, where the key may not read them; any other failure is thrown on. */
export function noneWithoutRight(failure: unknown): [] {
  if (isRefused(failure)) return [];
  throw failure;
}

/** Nothing, for what could not be read; throws on what nobody foresaw. */
export function nothing(failure: unknown): undefined {
  if (toClientError(failure) === null) throw failure;
}
