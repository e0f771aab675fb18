import type { Fault } from '../../src/sandbox/faults.ts';
import type { DialFault } from '../support/faultyDialling.ts';

/** What goes wrong: an answer the sandbox spoils, one that never comes, or nobody reached who would give one. */
export type Injection = Fault | { kind: 'hang' } | DialFault;

/** One way for Lucca to fail, and what is promised then. */
export type FaultCase = {
  /** Ends the sentence "Lucca …", in the README and in the title of the test. */
  lucca: string;
  inject: Injection;
  /** Codes one of which an operation hears when nothing is held; none where it is answered without what could not be read. */
  codes: string[];
  /** Whether it is said that trying again may help. */
  isRetryable: boolean;
  /** Whether what is held, but no longer fresh, is served meanwhile. */
  isHeldServed: boolean;
  /** Code of the problem a connection attempt is refused with; null where it goes on. */
  connect: string | null;
};

/** Largest answer that is read in the tests; 64 MiB otherwise. */
export const largestAnswerBytes = 1_000_000;

const unreachable = ['LUCCA_UNREACHABLE'];
/** While it still fails by itself, and once it is left alone. */
const failing = ['LUCCA_ERROR', ...unreachable];
const outage = { isRetryable: true, isHeldServed: true };
const refusal = { isRetryable: false, isHeldServed: false };
const broken = {
  codes: ['LUCCA_CONTRACT_BROKEN'],
  isRetryable: false,
  isHeldServed: true,
  connect: 'LUCCA_ERROR',
};

const status = (code: number, more: Omit<FaultCase, 'lucca' | 'inject'>): FaultCase => ({
  lucca: `answers ${code}`,
  inject: { kind: 'status', status: code },
  ...more,
});
const down = { ...outage, codes: failing, connect: 'LUCCA_ERROR' };

/** Every fault, by kind: one that the sandbox learns and nobody promises anything about does not compile. */
const byKind: Record<Injection['kind'], FaultCase[]> = {
  dns: [
    {
      lucca: 'has a name that leads nowhere',
      inject: { kind: 'dns' },
      ...outage,
      codes: unreachable,
      connect: 'UNKNOWN_HOST',
    },
  ],
  tls: [
    {
      lucca: 'cannot prove who it is',
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
      lucca: 'breaks the connection off',
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
      lucca: 'answers a byte at a time',
      inject: { kind: 'trickle', msPerByte: 100 },
      ...outage,
      codes: ['LUCCA_TIMEOUT'],
      connect: 'LUCCA_TIMEOUT',
    },
  ],
  status: [
    status(400, { codes: ['LUCCA_ERROR'], isRetryable: false, isHeldServed: false, connect: 'LUCCA_ERROR' }),
    status(401, { ...refusal, codes: ['LUCCA_KEY_REJECTED'], connect: 'KEY_REJECTED' }),
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
  html: [{ lucca: 'answers a page of HTML', inject: { kind: 'html', status: 200 }, ...broken }],
  truncatedJson: [{ lucca: 'cuts its JSON off', inject: { kind: 'truncatedJson' }, ...broken }],
  bareText: [
    {
      lucca: 'answers 400 and bare text',
      inject: { kind: 'bareText' },
      codes: ['LUCCA_ERROR'],
      isRetryable: false,
      isHeldServed: false,
      connect: 'LUCCA_ERROR',
    },
  ],
  errorMessage: [{ lucca: 'answers 200 and an error', inject: { kind: 'errorMessage' }, ...down }],
  malformedRow: [
    {
      lucca: 'spoils a row',
      inject: { kind: 'malformedRow' },
      codes: [],
      isRetryable: false,
      isHeldServed: false,
      connect: null,
    },
  ],
  redirect: [
    { lucca: 'redirects elsewhere', inject: { kind: 'redirect', location: 'http://127.0.0.1:9/' }, ...broken },
  ],
  gzip: [{ lucca: 'compresses unasked', inject: { kind: 'gzip' }, ...broken }],
  giantBody: [
    { lucca: 'answers more than 64 MiB', inject: { kind: 'giantBody', bytes: 2 * largestAnswerBytes }, ...broken },
  ],
};

/** All of them, in the order of the README. */
export const faultCases: FaultCase[] = Object.values(byKind).flat();

/** A table of the README. */
export const tableOf = (head: string[], rows: string[][]): string =>
  [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );

/** What is promised, as the tables have it. */
export const inWords = ({ codes, isRetryable, connect }: Pick<FaultCase, 'codes' | 'isRetryable' | 'connect'>) => ({
  code: codes.map((code) => `\`${code}\``).join(', '),
  again: isRetryable ? 'yes' : 'no',
  connecting: connect === null ? 'goes on' : `\`${connect}\``,
});

/** The table of the README. */
export const faultTable = tableOf(
  ['Lucca', 'Code', 'Try again?', 'What is held', 'Connecting'],
  faultCases.map((each) => {
    const { code, again, connecting } = inWords(each);
    const held = each.isHeldServed ? 'is served' : 'is not';
    return [each.lucca, code || 'none: answered without it', again, held, connecting];
  }),
);
