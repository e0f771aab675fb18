type Where = { resource: string; status?: number };

/**
 * What a failure means: the key may not read the resource or it does not exist, the request or the answer is not as documented, or a later
 * request may succeed.
 */
type Category = 'refusal' | 'invalid' | 'temporary';

/** Base of all errors of the client. Their constant messages contain no body, address, header or key. */
export abstract class LuccaError extends Error {
  /** Name of the resource, for example `users`. */
  readonly resource: string;
  /** HTTP status of the answer; absent without one. */
  readonly status: number | undefined;
  /** What the failure means. */
  abstract readonly category: Category;

  constructor(message: string, { resource, status }: Where) {
    super(message);
    this.name = new.target.name;
    this.resource = resource;
    this.status = status;
  }
}

/** Lucca did not accept the API key (401 everywhere), or the key could not be one and nothing was sent. */
export class LuccaUnauthorized extends LuccaError {
  readonly category = 'refusal';

  constructor(where: Where) {
    super('Lucca did not accept the API key', where);
  }
}

/** The key is valid, but its role lacks the right to this resource (403, or 401 while the key works elsewhere). */
export class LuccaForbidden extends LuccaError {
  readonly category = 'refusal';

  constructor(where: Where) {
    super('Lucca refused this resource to the API key', where);
  }
}

/** Lucca does not know the resource, its module is not installed, or the key may not see it (404, 410). */
export class LuccaNotFound extends LuccaError {
  readonly category = 'refusal';

  constructor(where: Where) {
    super('Lucca does not have this resource', where);
  }
}

/** Lucca rejected the request itself (400, 405, 413, 431 and others). */
export class LuccaBadRequest extends LuccaError {
  readonly category = 'invalid';

  constructor(where: Where) {
    super('Lucca did not understand the request', where);
  }
}

/** Lucca answered 429 (`status` is set), or our quota of the host has no permit before the deadline, or its queue is full. */
export class LuccaRateLimited extends LuccaError {
  readonly category = 'temporary';
  /** Seconds to wait before a retry, a whole number of at least 1. */
  readonly retryAfterSeconds: number;

  constructor(where: Where & { retryAfterSeconds: number }) {
    super("Lucca's quota of requests is used up", where);
    this.retryAfterSeconds = where.retryAfterSeconds;
  }
}

/** A user has used up their share of our quota for the host; other users may still read. */
export class LuccaShareUsed extends LuccaRateLimited {}

/** This process has no memory left for the result of a read. Lucca has not failed. */
export class MemoryFull extends LuccaError {
  readonly category = 'temporary';
  /** Seconds to wait before a retry: by then the operations that use the memory now have ended. */
  readonly retryAfterSeconds = 5;

  constructor(where: Where) {
    super("There is no memory left for Lucca's response", where);
  }
}

/** There was no answer in time: Lucca aborted the request (408), the deadline passed, or the caller aborted. */
export class LuccaTimeout extends LuccaError {
  readonly category = 'temporary';

  constructor(where: Where) {
    super('Lucca did not answer in time', where);
  }
}

/** Why Lucca is unavailable; `status` means a 5xx, `circuitOpen` that nothing was sent because of repeated failures. */
export type UnavailableReason = 'dns' | 'connect' | 'tls' | 'reset' | 'status' | 'circuitOpen';

/** Lucca could not be reached, closed the connection, or failed (5xx). */
export class LuccaUnavailable extends LuccaError {
  readonly category = 'temporary';
  readonly reason: UnavailableReason;
  /** Seconds until the circuit lets a trial request through, a whole number; for `circuitOpen` only. */
  readonly retryAfterSeconds: number | undefined;

  constructor(where: Where & { reason: UnavailableReason; retryAfterSeconds?: number }) {
    super('Lucca is not available', where);
    this.reason = where.reason;
    this.retryAfterSeconds = where.retryAfterSeconds;
  }
}

/** Lucca's answer contradicts its documentation: a redirect, an HTML page, truncated JSON, rows of another shape. */
export class LuccaContractBroken extends LuccaError {
  readonly category = 'invalid';

  constructor(where: Where) {
    super('Lucca answered in an unexpected form', where);
  }
}

/** Whether a failure says that the key lacks a right or that the resource does not exist. */
export const isRefusal = (failure: unknown) => failure instanceof LuccaError && failure.category === 'refusal';

/** Whether a later request may succeed. */
export const isTemporary = (failure: unknown) => failure instanceof LuccaError && failure.category === 'temporary';
