import { type Entry, type People, type Refusal, started } from './entry.ts';

/** Who sent an operation. */
export type Sender = Pick<Entry, 'tenant' | 'subject' | 'correlationId' | 'scopes'>;

/** The data about people whose return is recorded. */
export type Returned = 'pay' | 'demographics';

/** The notes about one operation while it is executed. */
export type Notes = {
  /** The operation, as soon as it is known. */
  operation(name: string | null, documentHash: string): void;
  /** Notes that data of a person is returned. Throws `BulkPayRefused` if it must not be. */
  returned(what: Returned, person: number): void;
  /** Notes that the token did not allow a field, of a person or of nobody in particular. */
  refused(field: string, person: number | null): void;
  /** The API key is used to ask Lucca. */
  usedKey(): void;
  /** Records that an operation on the account starts. Throws `AuditUnavailable` if it must not start without this record. */
  accountOperationStarts(name: string, accountId: string | null): Promise<void>;
  /** How an operation on the account ended. */
  accountOperation(name: string, outcome: string): void;
};

/** Notes that can be made into an entry. */
export type OpenNotes = Notes & {
  /** The entry, or null if there is nothing to record. Without `isAnswered`, no data was returned. */
  entry(isAnswered: boolean, accountId: string | null): Entry | null;
};

/** What notes call back. */
export type NotesOptions = {
  now: () => number;
  /** Called before the pay of a person is returned. May throw. */
  countPay: (person: number, onExceeded: () => void) => void;
  /** The limit that is noted when it is exceeded. */
  bulkPay: Entry['bulkPay'] & object;
  /** Called when the key is used for the first time after the entry was made, with an entry for it. */
  onLateKey: (entry: Entry) => void;
  /** Writes the entry of an operation on the account that starts. Rejects if it must not start without this record. */
  onStart: (entry: Entry) => Promise<void>;
};

/** Collects what one operation does. */
export function createNotes(sender: Sender, { now, countPay, bulkPay, onLateKey, onStart }: NotesOptions): OpenNotes {
  let named: Pick<Entry, 'operation' | 'documentHash'> = { operation: null, documentHash: '' };
  let key: 'unused' | 'used' | 'noted' = 'unused';
  let made: Entry | null = null;
  let accountOperation: Entry['accountOperation'];
  let isBulk = false;
  const people: Record<Returned, Set<number>> = { pay: new Set(), demographics: new Set() };
  const refusals = new Map<string, Set<number>>();

  const start = (accountId: string | null): Entry => ({
    at: new Date(now()).toISOString(),
    ...sender,
    ...named,
    accountId,
  });

  return {
    operation(operation, documentHash) {
      named = { operation, documentHash };
    },
    returned(what, person) {
      if (what === 'pay' && !people.pay.has(person))
        countPay(person, () => {
          isBulk = true;
        });
      people[what].add(person);
    },
    refused(field, person) {
      const asked = refusals.get(field) ?? new Set();
      refusals.set(field, asked);
      if (person !== null) asked.add(person);
    },
    usedKey() {
      if (key === 'unused') key = 'used';
      if (made === null || key === 'noted') return;
      key = 'noted';
      const { at: _, ...same } = made;
      onLateKey({ ...start(same.accountId), usedKey: true });
    },
    accountOperationStarts: (name, accountId) =>
      onStart({ ...start(accountId), accountOperation: { name, outcome: started } }),
    accountOperation(name, outcome) {
      accountOperation = { name, outcome };
    },
    entry(isAnswered, accountId) {
      const returned = isAnswered ? people : { pay: new Set<number>(), demographics: new Set<number>() };
      const noted: Partial<Entry> = {
        ...(returned.pay.size > 0 && { pay: listed(returned.pay) }),
        ...(returned.demographics.size > 0 && { demographics: listed(returned.demographics) }),
        ...(key === 'used' && { usedKey: true as const }),
        ...(accountOperation && { accountOperation }),
        ...(refusals.size > 0 && { refusals: [...refusals].map(refusalOf) }),
        ...(isBulk && { bulkPay }),
      };
      made = { ...start(accountId), ...noted };
      if (key === 'used') key = 'noted';
      return Object.keys(noted).length > 0 ? made : null;
    },
  };
}

const refusalOf = ([field, people]: [string, ReadonlySet<number>]): Refusal => ({ field, people: listed(people) });

const listed = (people: ReadonlySet<number>): People => ({
  count: people.size,
  luccaIds: [...people].sort((a, b) => a - b),
});

/** The notes of an operation without a tenant, which are discarded. */
export const noNotes: OpenNotes = {
  operation() {},
  returned() {},
  refused() {},
  usedKey() {},
  async accountOperationStarts() {},
  accountOperation() {},
  entry: () => null,
};
