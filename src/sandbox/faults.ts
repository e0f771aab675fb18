import { gzipSync } from 'node:zlib';
import { html, type LuccaResponse } from './response.ts';

/** A fault of a response. */
export type Fault =
  /** This status with an empty body, and a `Retry-After` header if given. */
  | { kind: 'status'; status: number; retryAfterSeconds?: number }
  /** An HTML page instead of JSON, like that of a proxy or of maintenance. */
  | { kind: 'html'; status: number }
  /** The first half of the real response, with a matching content length. */
  | { kind: 'truncatedJson' }
  /** A 400 with bare text under a JSON content type. */
  | { kind: 'bareText' }
  /** A 200 whose body is an error. */
  | { kind: 'errorMessage' }
  /** The real response, in which the rows with these ids, or else the first row, have an id that is not a number. */
  | { kind: 'malformedRow'; ids?: readonly number[] }
  /** A 302 to another address. */
  | { kind: 'redirect'; location: string }
  /** The real response, compressed although the request does not accept it. */
  | { kind: 'gzip' }
  /** A JSON body of at least this many bytes. */
  | { kind: 'giantBody'; bytes: number }
  /** The real response, one byte at a time with a pause after each, so that no idle timeout fires. */
  | { kind: 'trickle'; msPerByte: number }
  /** The connection is reset before a byte is sent. */
  | { kind: 'reset' };

/** Turns the real response into the faulty one. A reset is not a response, so the server handles it. */
export function spoil(answer: LuccaResponse, fault: Exclude<Fault, { kind: 'reset' }>): LuccaResponse {
  const json = 'application/json; charset=utf-8';
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfterSeconds } = fault;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return { status, type: json, headers, body: '' };
    }
    case 'html':
      return html(fault.status, fault.status === 503 ? 'Service Unavailable' : 'Lucca');
    case 'truncatedJson': {
      const text = textOf(answer.body);
      return { ...answer, body: text.slice(0, Math.ceil(text.length / 2)) };
    }
    case 'bareText':
      return { status: 400, type: json, body: 'Query parameter is invalid' };
    case 'errorMessage':
      return { status: 200, type: json, body: { Status: 500, Message: 'An error occurred' } };
    case 'malformedRow':
      return { ...answer, body: withMalformedRows(answer.body, fault.ids) };
    case 'redirect':
      return { status: 302, type: 'text/html; charset=utf-8', headers: { location: fault.location }, body: '' };
    case 'gzip':
      return { ...answer, headers: { 'content-encoding': 'gzip' }, body: gzipSync(textOf(answer.body)) };
    case 'trickle':
      return { ...answer, msPerByte: fault.msPerByte };
    case 'giantBody':
      return { status: 200, type: json, body: { items: ['x'.repeat(fault.bytes)] } };
  }
}

/** The text of a response's body, as it is sent. */
export function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Makes the id invalid in the rows with these ids, or else in the first row. */
function withMalformedRows(body: unknown, ids: readonly number[] | undefined): unknown {
  const isMeant = (row: unknown, index: number) =>
    ids === undefined ? index === 0 : isObject(row) && ids.some((id) => id === row.id);
  const spoiled = (row: unknown) => ({ ...(isObject(row) && row), id: 'not a number' });
  if (Array.isArray(body)) return body.map((row, index) => (isMeant(row, index) ? spoiled(row) : row));
  if (!isObject(body)) return body;
  if ('items' in body) return { ...body, items: withMalformedRows(body.items, ids) };
  return 'data' in body ? { ...body, data: withMalformedRows(body.data, ids) } : spoiled(body);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
