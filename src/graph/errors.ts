import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import {
  AccountNotConnected,
  CredentialsUnavailable,
  CredentialsUnreadable,
  KeyServiceUnavailable,
} from '../accounts/errors.ts';
import { rights } from '../accounts/rights/rights.ts';
import { AuditUnavailable, BulkPayRefused } from '../audit/audit.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaShareUsed,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
  MemoryFull,
} from '../lucca/errors.ts';
import { missingRight } from './rightMissing.ts';

/**
 * An error that a caller can cause thousands of times in one operation. It has no stack, because capturing one would take most of the time.
 */
class Refusal extends Error {
  constructor(message?: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The caller sent no token. */
export class Unauthenticated extends Refusal {}

/** The caller's token lacks the scope a field needs. */
export class Forbidden extends Refusal {}

/** An argument has a value that the field does not accept. The message is returned to the caller, and does not repeat the input. */
export class BadUserInput extends Refusal {}

/** An operation exceeds a limit. The message is returned to the caller, and contains the limit. */
export class OperationTooComplex extends Refusal {}

/** An operation reached its deadline before its execution was complete. */
export class OperationTimeout extends Refusal {}

/** A reference to an entity is not a valid representation. */
export class BadRepresentation extends Refusal {}

/** What a client sees of an error; `message` is a constant. */
type ClientError = { code: string; message: string; retryable: boolean };

type ErrorClass = abstract new (...args: never[]) => Error;

/** What clients see of each class of error. Messages are constants, so that they contain neither input nor Lucca's responses. */
const clientErrors: [errorClass: ErrorClass, code: string, message: string, retryable?: 'retryable'][] = [
  [Unauthenticated, 'UNAUTHENTICATED', 'Authentication required: send a bearer token.'],
  [Forbidden, 'FORBIDDEN', 'The token does not allow this field.'],
  [
    BadRepresentation,
    'BAD_REPRESENTATION',
    'A representation needs the __typename and a key of an entity of this subgraph.',
  ],
  [AccountNotConnected, 'ACCOUNT_NOT_CONNECTED', 'No Lucca account is connected.'],
  [KeyServiceUnavailable, 'CREDENTIALS_UNAVAILABLE', 'The key service does not answer.', 'retryable'],
  [CredentialsUnavailable, 'CREDENTIALS_UNAVAILABLE', 'The account store does not answer.', 'retryable'],
  [CredentialsUnreadable, 'CREDENTIALS_UNREADABLE', 'The stored credentials cannot be decrypted.'],
  [LuccaUnauthorized, 'LUCCA_KEY_REJECTED', 'Lucca rejected the API key: connect the account again.'],
  [LuccaForbidden, 'LUCCA_PERMISSION_MISSING', 'The API key lacks the right to read this in Lucca.'],
  [
    LuccaNotFound,
    'LUCCA_PERMISSION_MISSING',
    'Lucca does not return this to the API key, or the module is not installed.',
  ],
  [
    LuccaShareUsed,
    'LUCCA_RATE_LIMITED',
    "This user's share of Lucca's request limit is used up. Try again later.",
    'retryable',
  ],
  [LuccaRateLimited, 'LUCCA_RATE_LIMITED', "Lucca's request limit is reached. Try again later.", 'retryable'],
  [MemoryFull, 'OVERLOADED', 'The server has no memory left to read this. Try again in a moment.', 'retryable'],
  [LuccaTimeout, 'LUCCA_TIMEOUT', 'Lucca did not answer in time.', 'retryable'],
  [AuditUnavailable, 'AUDIT_UNAVAILABLE', 'The access log is unavailable.', 'retryable'],
  [
    BulkPayRefused,
    'BULK_PAY_REFUSED',
    'The limit on the number of people whose pay may be read a minute is reached.',
    'retryable',
  ],
  [
    OperationTimeout,
    'OPERATION_TIMEOUT',
    'The operation took too long. Request less data, or try again later.',
    'retryable',
  ],
  [LuccaUnavailable, 'LUCCA_UNREACHABLE', 'Lucca cannot be reached.', 'retryable'],
  [LuccaContractBroken, 'LUCCA_CONTRACT_BROKEN', 'Lucca returned an unexpected response.'],
  [LuccaBadRequest, 'LUCCA_ERROR', 'Lucca refused the request.'],
];

/** Lucca returned a server error (5xx). */
const luccaFailed: ClientError = { code: 'LUCCA_ERROR', message: 'Lucca returned an error.', retryable: true };

/** Lucca refuses data that requires a right. */
const withoutRight = (label: string): ClientError => ({
  code: 'LUCCA_PERMISSION_MISSING',
  message: `The API key lacks the right “${label}” in Lucca.`,
  retryable: false,
});

const unexpected: ClientError = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong on our side.',
  retryable: false,
};

/** Messages for the requests that Apollo refuses, by Apollo's code. */
const messagesByApolloCode: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: 'The document is not valid GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not match the schema.',
  BAD_USER_INPUT: 'A variable does not match its type.',
  OPERATION_RESOLUTION_FAILURE:
    'The document does not contain the operation, or contains several and `operationName` names none of them.',
  BAD_REQUEST: 'The request is not a GraphQL request.',
};

/** Clients that send a hash instead of a query expect this code and this message, and then send the query. */
const hashRefused: ClientError = {
  code: 'PERSISTED_QUERY_NOT_SUPPORTED',
  message: 'PersistedQueryNotSupported',
  retryable: false,
};

/** Creates the formatter of errors for clients: a constant message, a code, whether to retry, and the id to search the log for. */
export function createFormatError(parts: {
  correlationId: () => string;
  /** Called with every error of a class that is not expected. */
  onUnexpected: (error: unknown, correlationId: string) => void;
  /** Whether to return Apollo's message about a document that does not match the schema; it may quote parts of the document. */
  showsValidation: boolean;
}) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = causeOf(error);
    const correlationId = parts.correlationId();
    const { code, message, retryable } = toFormatted(original, formatted, parts.showsValidation);
    if (code === unexpected.code) parts.onUnexpected(original, correlationId);
    return {
      message,
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: {
        code,
        retryable,
        ...((original instanceof LuccaRateLimited ||
          original instanceof LuccaUnavailable ||
          original instanceof MemoryFull ||
          original instanceof BulkPayRefused) &&
          original.retryAfterSeconds !== undefined && { retryAfterSeconds: original.retryAfterSeconds }),
        correlationId,
      },
    };
  };
}

/** What a client sees of an expected error, ours or from Lucca; null for an unexpected one. */
export function toClientError(error: unknown): ClientError | null {
  if (error instanceof BadUserInput) return { code: 'BAD_USER_INPUT', message: error.message, retryable: false };
  if (error instanceof OperationTooComplex)
    return { code: 'OPERATION_TOO_COMPLEX', message: error.message, retryable: false };
  if (error instanceof LuccaUnavailable && error.reason === 'status') return luccaFailed;
  const right = error instanceof LuccaForbidden ? missingRight(error) : null;
  if (right !== null) return withoutRight(rights[right].label.en);
  for (const [errorClass, code, message, retryable] of clientErrors)
    if (error instanceof errorClass) return { code, message, retryable: retryable === 'retryable' };
  return null;
}

function toFormatted(error: unknown, formatted: GraphQLFormattedError, showsValidation: boolean): ClientError {
  const clientError = toClientError(error);
  if (clientError) return clientError;
  if (formatted.extensions?.code === 'GRAPHQL_PARSE_FAILED' && /more that? \d+ tokens/.test(formatted.message))
    return { code: 'OPERATION_TOO_COMPLEX', message: 'The document is too long.', retryable: false };
  if (formatted.extensions?.code === hashRefused.code) return hashRefused;
  const refusal = messagesByApolloCode[String(formatted.extensions?.code)];
  if (refusal === undefined) return unexpected;
  const isAboutDocument = /PARSE|VALIDATION/.test(String(formatted.extensions?.code));
  return {
    code: 'BAD_USER_INPUT',
    message: isAboutDocument && showsValidation ? formatted.message : refusal,
    retryable: false,
  };
}

/** The error that was thrown first; graphql-js wraps it once in a resolver, twice in a variable. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}
