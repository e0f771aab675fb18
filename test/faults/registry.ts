import type { Fault } from '../../src/sandbox/faults.ts';
import type { ConnectFault } from '../support/faultyConnections.ts';

/** What goes wrong: a response that the sandbox spoils, one that never comes, or a connection that fails. */
export type Injection = Fault | { kind: 'hang' } | ConnectFault;

/** One way for Lucca to fail, and what is promised then. */
export type FaultCase = {
  /** Ends the sentence "Lucca …", in the README and in the title of the test. */
  lucca: string;
  inject: Injection;
  /** Where, if not everywhere: a path, and the reason why what is read there is null. The rest is answered. */
  only?: { path: string; reason: string };
  /** With no cached data the operation fails with one of these codes; none if it is answered without what could not be read. */
  codes: string[];
  /** Whether the error is `retryable`. */
  isRetryable: boolean;
  /** Whether cached data that is no longer fresh is served meanwhile. */
  isStaleServed: boolean;
  /** The code of the problem that `connectAccount` returns; null if it continues. */
  connect: string | null;
};

/** Largest answer that is read in the tests; 64 MiB otherwise. */
export const largestAnswerBytes = 1_000_000;

const unreachable = ['LUCCA_UNREACHABLE'];
/** Until its circuit opens, and after. */
const failing = ['LUCCA_ERROR', ...unreachable];
const outage = { isRetryable: true, isStaleServed: true };
const refusal = { isRetryable: false, isStaleServed: false };
const broken = {
  codes: ['LUCCA_CONTRACT_BROKEN'],
  isRetryable: false,
  isStaleServed: true,
  connect: 'LUCCA_ERROR',
};

const status = (code: number, more: Omit<FaultCase, 'lucca' | 'inject'>): FaultCase => ({
  lucca: `answers ${code}`,
  inject: { kind: 'status', status: code },
  ...more,
});
const down = { ...outage, codes: failing, connect: 'LUCCA_ERROR' };

/** Every fault, by kind. A fault of the sandbox without a case here does not compile. */
const byKind: Record<Injection['kind'], FaultCase[]> = {
  dns: [
    {
      lucca: 'has a host name that does not resolve',
      inject: { kind: 'dns' },
      ...outage,
      codes: unreachable,
      connect: 'UNKNOWN_HOST',
    },
  ],
  tls: [
    {
      lucca: 'has an invalid certificate',
      inject: { kind: 'tls' },
      ...outage,
      codes: unreachable,
      connect: 'LUCCA_UNREACHABLE',
    },
  ],
  refused: [
    {
      lucca: 'refuses the connection',
      inject: { kind: 'refused' },
      ...outage,
      codes: unreachable,
      connect: 'LUCCA_UNREACHABLE',
    },
  ],
  reset: [
    {
      lucca: 'closes the connection',
      inject: { kind: 'reset' },
      ...outage,
      codes: unreachable,
      connect: 'LUCCA_UNREACHABLE',
    },
  ],
  hang: [
    {
      lucca: 'does not answer',
      inject: { kind: 'hang' },
      ...outage,
      codes: ['LUCCA_TIMEOUT'],
      connect: 'LUCCA_TIMEOUT',
    },
  ],
  trickle: [
    {
      lucca: 'sends one byte at a time',
      inject: { kind: 'trickle', msPerByte: 100 },
      ...outage,
      codes: ['LUCCA_TIMEOUT'],
      connect: 'LUCCA_TIMEOUT',
    },
  ],
  status: [
    status(400, { codes: ['LUCCA_ERROR'], isRetryable: false, isStaleServed: false, connect: 'LUCCA_ERROR' }),
    status(401, { ...refusal, codes: ['LUCCA_KEY_REJECTED'], connect: 'KEY_REJECTED' }),
    {
      lucca: 'answers 401 for one resource and 200 for others',
      inject: { kind: 'status', status: 401 },
      only: { path: '/organization/structure/api/departments', reason: 'PERMISSION_MISSING' },
      ...refusal,
      codes: ['LUCCA_PERMISSION_MISSING'],
      connect: 'PERMISSIONS_MISSING',
    },
    status(403, { ...refusal, codes: ['LUCCA_PERMISSION_MISSING'], connect: 'PERMISSIONS_MISSING' }),
    status(404, { ...refusal, codes: ['LUCCA_PERMISSION_MISSING'], connect: 'UNKNOWN_HOST' }),
    status(408, { ...outage, codes: ['LUCCA_TIMEOUT'], connect: 'LUCCA_TIMEOUT' }),
    status(429, { ...outage, codes: ['LUCCA_RATE_LIMITED'], connect: 'LUCCA_RATE_LIMITED' }),
    {
      lucca: 'answers 429 with `Retry-After`',
      inject: { kind: 'status', status: 429, retryAfterSeconds: 60 },
      ...outage,
      codes: ['LUCCA_RATE_LIMITED'],
      connect: 'LUCCA_RATE_LIMITED',
    },
    status(500, down),
    status(502, down),
    status(503, down),
    status(504, down),
  ],
  html: [{ lucca: 'answers with an HTML page', inject: { kind: 'html', status: 200 }, ...broken }],
  truncatedJson: [{ lucca: 'truncates its JSON', inject: { kind: 'truncatedJson' }, ...broken }],
  bareText: [
    {
      lucca: 'answers 400 with plain text',
      inject: { kind: 'bareText' },
      codes: ['LUCCA_ERROR'],
      isRetryable: false,
      isStaleServed: false,
      connect: 'LUCCA_ERROR',
    },
  ],
  errorMessage: [{ lucca: 'answers 200 with an error message', inject: { kind: 'errorMessage' }, ...down }],
  malformedRow: [
    {
      lucca: 'sends a malformed row',
      inject: { kind: 'malformedRow' },
      codes: [],
      isRetryable: false,
      isStaleServed: false,
      connect: null,
    },
  ],
  redirect: [
    { lucca: 'redirects elsewhere', inject: { kind: 'redirect', location: 'http://127.0.0.1:9/' }, ...broken },
  ],
  gzip: [{ lucca: 'compresses without being asked', inject: { kind: 'gzip' }, ...broken }],
  giantBody: [
    { lucca: 'sends more than 64 MiB', inject: { kind: 'giantBody', bytes: 2 * largestAnswerBytes }, ...broken },
  ],
};

/** All of them, in the order of the README. */
export const faultCases: FaultCase[] = Object.values(byKind).flat();

/** A table of the README. */
export const tableOf = (head: string[], rows: string[][]): string =>
  [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );

/** The promises as the tables show them. */
export const inWords = ({ codes, isRetryable, connect }: Pick<FaultCase, 'codes' | 'isRetryable' | 'connect'>) => ({
  code: codes.map((code) => `\`${code}\``).join(', '),
  again: isRetryable ? 'yes' : 'no',
  connecting: connect === null ? 'continues' : `\`${connect}\``,
});

/** The table of the README. */
export const faultTable = tableOf(
  ['Lucca', 'Code', 'Try again?', 'Cached data', 'Connecting'],
  faultCases.map((each) => {
    const { code, again, connecting } = inWords(each);
    const cached = each.isStaleServed ? 'is served' : 'is not served';
    return [each.lucca, code || 'none: answered without the row', again, cached, connecting];
  }),
);
