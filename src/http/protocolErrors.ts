import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { RefusalReason, Refusals } from '../telemetry/refusals.ts';
import { withCorrelation } from './correlation.ts';
import { Refused } from './refused.ts';

/** Node uses the first of these and drops the others, whereas a proxy in front may have used another one. */
const singular = ['authorization', 'content-type'] as const;

/** Throws `Refused` if a request repeats a header that determines the caller, or how the body is read. */
export function refuseRepeatedHeaders({ headersDistinct }: IncomingMessage): void {
  const repeated = singular.find((name) => (headersDistinct[name]?.length ?? 0) > 1);
  if (repeated !== undefined)
    throw new Refused(
      'headers',
      { status: 400, code: 'BAD_USER_INPUT' },
      `The header \`${repeated}\` may be sent once only.`,
    );
}

/** What Node refuses by itself, by the code of its error. The rest are connections that the caller has ended. */
const refusalOf = (code: string): { reason: RefusalReason; status: number } | null => {
  if (code === 'HPE_HEADER_OVERFLOW') return { reason: 'too-large', status: 431 };
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { reason: 'too-large', status: 413 };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { reason: 'timeout', status: 408 };
  return code.startsWith('HPE_') ? { reason: 'http', status: 400 } : null;
};

/**
 * Records the refusal when Node rejects a connection, or the data on it, before there is a request. `isAnswered` returns whether a response
 * is being sent on a connection, which a second response would corrupt.
 */
export function traceProtocolErrors(server: Server, refusals: Refusals, isAnswered: (socket: Socket) => boolean): void {
  server.on('drop', () => void refusals.note('connections', {}));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const refusal = refusalOf(error.code ?? '');
    // Connections opened in advance, or to check whether the port is open, contain no request.
    if (refusal === null || socket.bytesRead === 0 || !socket.writable || isAnswered(socket))
      return void socket.destroy();
    const { reason, status } = refusal;
    withCorrelation(undefined, (id) => {
      refusals.note(reason, { correlationId: id, status });
      const head = [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        `x-correlation-id: ${id}`,
        'content-length: 0',
        'connection: close',
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      socket.destroySoon();
    });
  });
}
