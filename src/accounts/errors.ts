/** The tenant has no connected Lucca account, or a different one than the caller expects. */
export class AccountNotConnected extends Error {
  override readonly name = 'AccountNotConnected';

  constructor() {
    super('No Lucca account is connected.');
  }
}

/** The account store or the key store does not answer; `reason` is its driver's code, such as `ECONNREFUSED`. */
export class CredentialsUnavailable extends Error {
  override readonly name: string = 'CredentialsUnavailable';
  readonly reason: string;

  constructor(failure: unknown, what = 'The account store', reason = reasonOf(failure)) {
    super(`${what} does not answer (${reason}).`);
    this.reason = reason;
  }
}

/**
 * The service that wraps data keys does not answer, or refuses to work: a missing right, a disabled key. No data is lost, because the same
 * data keys can be unwrapped once it works again.
 */
export class KeyServiceUnavailable extends CredentialsUnavailable {
  override readonly name = 'KeyServiceUnavailable';

  /** The reason is a code of the service; any other text is left out, because it may contain names of keys and accounts. */
  constructor(reason: string) {
    super(undefined, 'The key service', /^[A-Za-z0-9_]{1,60}$/.test(reason) ? reason : reasonOf(undefined));
  }
}

/**
 * Something in a store was written by a later version in a format that this one does not understand. It is left as it is: an instance of
 * that version answers.
 */
export class FormatTooNew extends CredentialsUnavailable {
  override readonly name = 'FormatTooNew';

  constructor(what: string) {
    super(undefined, what, 'WRITTEN_BY_A_LATER_VERSION');
  }
}

/** The account store failed during a write; whether the value was written is unknown. */
export class WriteUnconfirmed extends CredentialsUnavailable {
  override readonly name = 'WriteUnconfirmed';
}

/** A sealed value was altered, belongs to another record, or needs a master key that is not in the keyring. */
export class CredentialsUnreadable extends Error {
  override readonly name: string = 'CredentialsUnreadable';

  constructor(message = 'A stored value cannot be opened with this keyring.') {
    super(message);
  }
}

/** A record is older than the latest one, for example because it was restored from a backup. */
export class RecordOutdated extends CredentialsUnreadable {
  override readonly name = 'RecordOutdated';

  constructor() {
    super('A stored account is older than the latest one that was stored.');
  }
}

/** The keyring or the store cannot be used, so the process must not start; the message says how to fix it. */
export class AccountsUnusable extends Error {
  override readonly name = 'AccountsUnusable';
}

/**
 * The code of a driver's or file system's error, without its message, which may contain hosts, users or paths. PostgreSQL's driver gives its
 * timeouts no code.
 */
export function reasonOf(failure: unknown): string {
  const code: unknown = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  if (typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code)) return code;
  return failure instanceof Error && /\btimeout\b/.test(failure.message) ? 'TIMEOUT' : 'no further reason given';
}
