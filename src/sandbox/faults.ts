import { gzipSync } from 'node:zlib';
import { type Answer, html } from './answer.ts';

/** A way for an answer to fail. */
export type Fault =
  /** This status with an empty body, and `Retry-After` if given. */
  | { kind: 'status'; status: number; retryAfterSeconds?: number }
  /** An HTML page instead of JSON, as a proxy or a maintenance page answers. */
  | { kind: 'html'; status: number }
  /** The real answer, cut in the middle, with a matching content length. */
  | { kind: 'truncatedJson' }
  /** A 400 with bare text under a JSON content type. */
  | { kind: 'bareText' }
  /** A 200 whose body is an error. */
  | { kind: 'errorMessage' }
  /** The real answer, in which the id of the first row, or of the rows of these ids, is not a number. */
  | { kind: 'malformedRow'; ids?: readonly number[] }
  /** A 302 to another address. */
  | { kind: 'redirect'; location: string }
  /** The real answer, compressed although the request does not allow it. */
  | { kind: 'gzip' }
  /** A JSON body of at least this many bytes. */
  | { kind: 'giantBody'; bytes: number }
  /** The real answer, one byte at a time with a pause between, so that no idle timer fires. */
  | { kind: 'trickle'; msPerByte: number }
  /** The connection is reset before a byte is sent. */
  | { kind: 'reset' };

/** Turns the real answer into the faulty one. A reset is no answer: the socket does it. */
export function spoil(answer: Answer, fault: Exclude<Fault, { kind: 'reset' }>): Answer {
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

/** The text that is sent for the body of an answer. */
export function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** The body with an invalid id in the rows of these ids, or in the first row. */
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
