type Where = { resource: string; status?: number };

/** Everything this library throws: what Lucca did, in a constant message that never carries a body, an address, a header or a key. */
export abstract class LuccaError extends Error {
  /** Name of the resource that was read, for example `users`. */
  readonly resource: string;
  /** HTTP status Lucca answered with; absent when nothing was answered. */
  readonly status: number | undefined;

  constructor(message: string, { resource, status }: Where) {
    super(message);
    this.name = new.target.name;
    this.resource = resource;
    this.status = status;
  }
}

/** Lucca did not accept the API key (401), or the key could not be one and nothing was sent. */
export class LuccaUnauthorized extends LuccaError {
  constructor(where: Where) {
    super('Lucca did not accept the API key', where);
  }
}

/** The key is good but its role lacks the right for this resource (403). */
export class LuccaForbidden extends LuccaError {
  constructor(where: Where) {
    super('Lucca refused this resource to the API key', where);
  }
}

/** Lucca does not know the resource, its module is not installed, or the key may not see it (404, 410). */
export class LuccaNotFound extends LuccaError {
  constructor(where: Where) {
    super('Lucca does not have this resource', where);
  }
}

/** Lucca could not use the request as it was put (400, 405, 413, 431 and the like). */
export class LuccaBadRequest extends LuccaError {
  constructor(where: Where) {
    super('Lucca did not understand the request', where);
  }
}

/** Lucca said 429 (`status` is set), or the host's own quota has no turn before the deadline, or too many wait for one already. */
export class LuccaRateLimited extends LuccaError {
  /** Whole seconds, at least 1, after which asking again makes sense. */
  readonly retryAfterSeconds: number;

  constructor(where: Where & { retryAfterSeconds: number }) {
    super("Lucca's quota of requests is used up", where);
    this.retryAfterSeconds = where.retryAfterSeconds;
  }
}

/** Nobody waited any longer: Lucca aborted the request (408), the deadline passed, or the caller's signal was aborted. */
export class LuccaTimeout extends LuccaError {
  constructor(where: Where) {
    super('Lucca did not answer in time', where);
  }
}

/** How Lucca was out of reach; `status` means it answered with a 5xx, `circuitOpen` that it failed too often just now to be asked. */
export type UnavailableReason = 'dns' | 'connect' | 'tls' | 'reset' | 'status' | 'circuitOpen';

/** Lucca could not be reached, broke off, or failed by itself (5xx). */
export class LuccaUnavailable extends LuccaError {
  readonly reason: UnavailableReason;
  /** Whole seconds after which Lucca is asked again; known for `circuitOpen` only. */
  readonly retryAfterSeconds: number | undefined;

  constructor(where: Where & { reason: UnavailableReason; retryAfterSeconds?: number }) {
    super('Lucca is not available', where);
    this.reason = where.reason;
    this.retryAfterSeconds = where.retryAfterSeconds;
  }
}

/** Lucca answered with something its documentation does not describe: a redirect, a page of HTML, cut JSON, rows of another shape. */
export class LuccaContractBroken extends LuccaError {
  constructor(where: Where) {
    super('Lucca answered in an unexpected form', where);
  }
}
