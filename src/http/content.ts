import type { IncomingHttpHeaders } from 'node:http';
import { BodyRefused } from './bodyRefused.ts';
import { type Coding, isCoding } from './decompress.ts';

const accepted = { 'accept-encoding': 'gzip, br, deflate' };

/**
 * Checks that a body is JSON in UTF-8 by its headers, and returns how it is compressed; null if it is not. Throws `BodyRefused`: a body in
 * another character set would be misread.
 */
export function codingOf(headers: IncomingHttpHeaders): Coding | null {
  const [type, ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json') throw new BodyRefused(415, 'The body must be application/json.');
  if (parameters.some((parameter) => parameter.startsWith('charset') && !/^charset=("?)utf-?8\1$/.test(parameter)))
    throw new BodyRefused(415, 'The body must be in UTF-8.');
  const coding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity') return null;
  if (!isCoding(coding))
    throw new BodyRefused(415, 'The body may be compressed once, with gzip, br or deflate.', accepted);
  return coding;
}
