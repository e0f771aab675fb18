import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AccountNotConnected, CredentialsUnavailable, CredentialsUnreadable } from '../accounts/errors.ts';
import {
  LuccaBadRequest,
  LuccaContractBroken,
  LuccaForbidden,
  LuccaNotFound,
  LuccaRateLimited,
  LuccaTimeout,
  LuccaUnauthorized,
  LuccaUnavailable,
} from '../lucca/errors.ts';

/** The caller did not say who it is. */
export class Unauthenticated extends Error {}

/** The caller's token lacks the scope a field needs. */
export class Forbidden extends Error {}

/** An argument has a value the field cannot take; the message is ours and repeats nothing of the input. */
export class BadUserInput extends Error {}

/** An operation holds more than one may; the message is ours and says how much that is. */
export class OperationTooComplex extends Error {}

/** An entity was referred to by something that is no representation. */
export class BadRepresentation extends Error {}

type Answer = { code: string; message: string; retryable: boolean };
type Row = [kind: abstract new (...args: never[]) => Error, code: string, message: string, retryable?: 'retryable'];

/** The one table of what a client can be told; a message is a constant, so that nothing of input or upstream is in it. */
const table: Row[] = [
  [Unauthenticated, 'UNAUTHENTICATED', 'This needs a token.'],
  [Forbidden, 'FORBIDDEN', 'The token does not allow this field.'],
  [BadRepresentation, 'BAD_REPRESENTATION', 'A representation needs a __typename and a key of an entity of ours.'],
  [AccountNotConnected, 'ACCOUNT_NOT_CONNECTED', 'No Lucca account is connected.'],
  [CredentialsUnavailable, 'CREDENTIALS_UNAVAILABLE', 'The account store does not answer.', 'retryable'],
  [CredentialsUnreadable, 'CREDENTIALS_UNREADABLE', 'The stored credentials cannot be opened.'],
  [LuccaUnauthorized, 'LUCCA_KEY_REJECTED', 'Lucca rejected the API key: connect the account again.'],
  [LuccaForbidden, 'LUCCA_PERMISSION_MISSING', 'The API key lacks the right to read this in Lucca.'],
  [LuccaNotFound, 'LUCCA_PERMISSION_MISSING', 'Lucca does not show this to the API key, or lacks the module for it.'],
  [LuccaRateLimited, 'LUCCA_RATE_LIMITED', "Lucca's request quota is used up for the moment.", 'retryable'],
  [LuccaTimeout, 'LUCCA_TIMEOUT', 'Lucca did not answer in time.', 'retryable'],
  [LuccaUnavailable, 'LUCCA_UNREACHABLE', 'Lucca cannot be reached.', 'retryable'],
  [LuccaContractBroken, 'LUCCA_CONTRACT_BROKEN', 'Lucca answered with something we do not understand.'],
  [LuccaBadRequest, 'LUCCA_ERROR', 'Lucca refused the request.'],
];

/** Lucca is there, and failed by itself (5xx). */
const failed: Answer = { code: 'LUCCA_ERROR', message: 'Lucca answered with an error.', retryable: true };

const unknown: Answer = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong on our side.',
  retryable: false,
};

/** What Apollo itself refuses, by its code: a document or variables that do not fit the schema. */
const refusals: Record<string, string> = {
  GRAPHQL_PARSE_FAILED: 'The document is not valid GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema.',
  BAD_USER_INPUT: 'A variable does not fit its type.',
  OPERATION_RESOLUTION_FAILURE: 'The operation to run is not in the document, or cannot be told.',
  BAD_REQUEST: 'The request is not a GraphQL request.',
};

/** Clients that send a hash in the place of their query look for this code, and for this message, before they send the whole. */
const hashRefused: Answer = {
  code: 'PERSISTED_QUERY_NOT_SUPPORTED',
  message: 'PersistedQueryNotSupported',
  retryable: false,
};

/** The errors clients see: a constant message, a code, whether trying again may help, and the id to look for in the logs. */
export function createFormatError(parts: {
  correlationId: () => string;
  /** Told of every error nobody foresaw. */
  onUnknown: (error: unknown, correlationId: string) => void;
  /** Whether what Apollo says about a document that does not fit the schema is passed on; it may repeat the document. */
  showsValidation: boolean;
}) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = causeOf(error);
    const correlationId = parts.correlationId();
    const { code, message, retryable } = answerTo(original, formatted, parts.showsValidation);
    if (code === unknown.code) parts.onUnknown(original, correlationId);
    return {
      message,
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: {
        code,
        retryable,
        ...((original instanceof LuccaRateLimited || original instanceof LuccaUnavailable) &&
          original.retryAfterSeconds !== undefined && { retryAfterSeconds: original.retryAfterSeconds }),
        correlationId,
      },
    };
  };
}

/** What a client can be told of an error of ours or of Lucca's; null for one nobody foresaw. */
export function toClientError(error: unknown): Answer | null {
  if (error instanceof BadUserInput) return { code: 'BAD_USER_INPUT', message: error.message, retryable: false };
  if (error instanceof OperationTooComplex)
    return { code: 'OPERATION_TOO_COMPLEX', message: error.message, retryable: false };
  if (error instanceof LuccaUnavailable && error.reason === 'status') return failed;
  for (const [kind, code, message, retryable] of table)
    if (error instanceof kind) return { code, message, retryable: retryable === 'retryable' };
  return null;
}

function answerTo(error: unknown, formatted: GraphQLFormattedError, showsValidation: boolean): Answer {
  const told = toClientError(error);
  if (told) return told;
  if (formatted.extensions?.code === 'GRAPHQL_PARSE_FAILED' && /more that? \d+ tokens/.test(formatted.message))
    return { code: 'OPERATION_TOO_COMPLEX', message: 'The document is too long.', retryable: false };
  if (formatted.extensions?.code === hashRefused.code) return hashRefused;
  const refused = refusals[String(formatted.extensions?.code)];
  if (refused === undefined) return unknown;
  const isAboutDocument = /PARSE|VALIDATION/.test(String(formatted.extensions?.code));
  return {
    code: 'BAD_USER_INPUT',
    message: isAboutDocument && showsValidation ? formatted.message : refused,
    retryable: false,
  };
}

/** What was thrown in the first place; graphql wraps it once for a resolver, twice for a variable. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}
