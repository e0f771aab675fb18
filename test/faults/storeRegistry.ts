import type { WireFault } from '../support/faultyWire.ts';
import { type FaultCase, inWords, tableOf } from './registry.ts';

/** What goes wrong with a store of ours: the wire to a server, or what is in the file. */
export type StoreFault =
  | { store: 'Redis' | 'PostgreSQL'; how: WireFault }
  | { store: 'file'; how: 'gone' | 'locked' | 'altered' };

/** The promises, in the terms of Lucca's faults; no codes if operations are not affected. */
type Promised = Pick<FaultCase, 'codes' | 'isRetryable' | 'connect'>;

/** One way for a store of ours to fail; `what` is a sentence, in the README and in the title of the test. */
export type StoreCase = Promised & { what: string; inject: StoreFault };

const unnoticed: Promised = { codes: [], isRetryable: false, connect: null };
const away: Promised = { codes: ['CREDENTIALS_UNAVAILABLE'], isRetryable: true, connect: 'STORE_UNAVAILABLE' };

const eachServer = (how: WireFault, words: string, ofPostgres: Promised): StoreCase[] => [
  { what: `Redis ${words}`, inject: { store: 'Redis', how }, ...unnoticed },
  { what: `PostgreSQL ${words}`, inject: { store: 'PostgreSQL', how }, ...ofPostgres },
];

/** Every fault, by kind. A fault without a case here does not compile. */
const byHow: Record<StoreFault['how'], StoreCase[]> = {
  refused: eachServer('refused', 'refuses the connection', away),
  cut: eachServer('cut', 'closes the connection', away),
  hanging: eachServer('hanging', 'does not answer', away),
  slow: eachServer('slow', 'answers late', unnoticed),
  gone: [{ what: 'the file has lost its table', inject: { store: 'file', how: 'gone' }, ...away }],
  locked: [
    {
      what: 'the file is locked by another process',
      inject: { store: 'file', how: 'locked' },
      ...unnoticed,
      connect: 'SAVE_UNCONFIRMED',
    },
  ],
  altered: [
    {
      what: 'a stored account has been altered',
      inject: { store: 'file', how: 'altered' },
      codes: ['CREDENTIALS_UNREADABLE'],
      isRetryable: false,
      connect: null,
    },
  ],
};

const all = Object.values(byHow).flat();

/** All of them, in the order of the README. */
export const storeCases: StoreCase[] = ['Redis', 'PostgreSQL', 'file'].flatMap((name) =>
  all.filter(({ inject }) => inject.store === name),
);

/** The table of the README. */
export const storeTable = tableOf(
  ['When', 'Code', 'Try again?', 'Connecting'],
  storeCases.map((each) => {
    const { code, again, connecting } = inWords(each);
    return [each.what, code || 'none: answered', again, connecting];
  }),
);
