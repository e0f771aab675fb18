/** No Lucca account is connected for this tenant, or no longer the one that was asked for. */
export class AccountNotConnected extends Error {
  override readonly name = 'AccountNotConnected';

  constructor() {
    super('No Lucca account is connected.');
  }
}

/** The account store does not answer; `reason` is the code of its driver, such as `ECONNREFUSED`. */
export class CredentialsUnavailable extends Error {
  override readonly name: string = 'CredentialsUnavailable';
  readonly reason: string;

  constructor(failure: unknown) {
    const reason = reasonOf(failure);
    super(`The account store does not answer (${reason}).`);
    this.reason = reason;
  }
}

/** The account store broke off while it was written: nobody can tell whether it was. */
export class WriteUnconfirmed extends CredentialsUnavailable {
  override readonly name = 'WriteUnconfirmed';
}

/** A sealed value was altered, belongs to another place, or needs a master key we do not hold. */
export class CredentialsUnreadable extends Error {
  override readonly name = 'CredentialsUnreadable';

  constructor() {
    super('A stored value cannot be opened with this keyring.');
  }
}

/** The process must not start: the keyring or the store is unfit, and the message says how to mend it. */
export class AccountsUnusable extends Error {
  override readonly name = 'AccountsUnusable';
}

/** Names what a driver or the file system complains of, without its text, which may hold hosts, users or paths. */
export function reasonOf(failure: unknown): string {
  const code: unknown = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  return typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'no further reason given';
}
