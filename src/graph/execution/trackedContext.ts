import type { Returned } from '../../audit/notes.ts';
import type { Loader } from '../../loaders/loader.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { GraphContext } from '../context.ts';
import type { Work } from '../server/scheduler.ts';

/** All that resolvers have used of a request, and what they have told it. */
export type Inputs = {
  /** The lists of rows, in the order in which they were first asked for. */
  reads: readonly Read[];
  /** What the audit was told. */
  returned: readonly { what: Returned; person: number }[];
  /** The rows looked at and objects returned. */
  steps: number;
};

type Source = keyof Loaders['forPay'];

/** Something asked for, and the answer; `isForPay` with the policy of pay. Payments are inferred from no source in particular. */
type Read = {
  method: 'many' | 'all' | 'cached' | 'infer';
  source: Source | null;
  isForPay: boolean;
  key: number | undefined;
  answer: unknown;
};

const inference = { method: 'infer', source: null, isForPay: true, key: undefined } as const;

/** Looking at more is no faster than resolving. */
const mostReads = 64;

/** Rows looked at and objects returned before an object waits for its turn: a fraction of a slice. */
const mostSteps = 200;

/**
 * Returns a context that resolvers can use like the given one, and what they have used of it; null if that is anything that may be another
 * the next time, though all lists are the same: who the viewer is, the time, something that had to be awaited, or a failure.
 */
export function trackInputs(context: GraphContext): { context: GraphContext; inputs: () => Inputs | null } {
  const reads: Read[] = [];
  const returned: Inputs['returned'][number][] = [];
  let steps = 0;
  let isRepeatable = true;
  const spoil = () => {
    isRepeatable = false;
  };
  const isShort = () => isRepeatable && steps < mostSteps;
  function note<Answer>(read: Omit<Read, 'answer'>, answer: Answer) {
    if (answer instanceof Promise || reads.length > mostReads) spoil();
    else if (!reads.some((each) => isOfSame(each, { ...read, answer }))) reads.push({ ...read, answer });
    return answer;
  }

  const connected = context.connection();
  const tracked = { ...connected, loaders: trackedLoaders(connected.loaders, note, spoil) };
  const { viewer, notes, errors, work, inferences, today, deadlineAt } = context;
  const used: Partial<GraphContext> = {
    today,
    deadlineAt,
    connection: () => tracked,
    viewer: viewer && watched(viewer, { tenant: viewer.tenant, scopes: viewer.scopes }, spoil),
    inferences: watched(inferences, { of: () => note(inference, inferences.of(connected.account, context)) }, spoil),
    work: trackedWork(work, isShort, (more) => {
      steps += more;
    }),
    notes: watched(
      notes,
      {
        returned(what, person) {
          returned.push({ what, person });
          notes.returned(what, person);
        },
      },
      spoil,
    ),
    errors: {
      ...errors,
      nullOrThrow(failure) {
        spoil();
        return errors.nullOrThrow(failure);
      },
    },
  };
  return { context: watched(context, used, spoil), inputs: () => (isRepeatable ? { reads, returned, steps } : null) };
}

/** An object that has to wait in the middle cannot be kept: it ends first, unless it is a long list. */
const trackedWork = (work: Work, isShort: () => boolean, onSpent: (steps: number) => void): Work => ({
  ...work,
  isOver: () => !isShort() && work.isOver(),
  pass: (value) => (isShort() ? value : work.pass(value)),
  spend(more) {
    onSpent(more);
    work.spend(more);
  },
});

/** An object that is used like another; `spoil` is called when anything of it is used but what is given. */
const watched = <Watched extends object>(object: Watched, given: Partial<Watched>, spoil: () => void): Watched =>
  new Proxy(object, {
    get(target, name) {
      if (Object.hasOwn(given, name)) return Reflect.get(given, name);
      spoil();
      return Reflect.get(target, name);
    },
  });

type Note = <Answer>(read: Omit<Read, 'answer'>, answer: Answer) => Answer;

function trackedLoaders(loaders: Loaders, note: Note, spoil: () => void): Loaders {
  const tracked = (source: Source, isForPay: boolean): Loader<unknown> => {
    const loader: Loader<unknown> = (isForPay ? loaders.forPay : loaders)[source];
    const many = (key: number) => note({ method: 'many', source, isForPay, key }, loader.many(key));
    return watched<Loader<unknown>>(
      loader,
      {
        many,
        one(key) {
          const rows = many(key);
          return rows instanceof Promise ? loader.one(key) : (rows[0] ?? null);
        },
        all: () => note({ method: 'all', source, isForPay, key: undefined }, loader.all()),
        cached: (key) => note({ method: 'cached', source, isForPay, key }, loader.cached(key)),
      },
      spoil,
    );
  };
  const of = (isForPay: boolean, forPay?: Loaders['forPay']) =>
    // Loaders are properties that never change, which a proxy of theirs would have to return.
    new Proxy({} as Loaders, {
      get: (_, name) => (name === 'forPay' ? forPay : tracked(name as Source, isForPay)),
    });
  return of(false, of(true));
}

const isOfSame = (one: Read, other: Read): boolean =>
  one.answer === other.answer &&
  one.method === other.method &&
  one.source === other.source &&
  one.isForPay === other.isForPay &&
  one.key === other.key;

/**
 * Returns what asks for all lists again, and tells the audit again; it returns false as soon as one is another list. They are asked for in the
 * order in which resolvers ask, so that nothing is read that resolving would not read.
 */
export function createRepeat(context: GraphContext): (inputs: Inputs) => boolean {
  const { account, loaders } = context.connection();
  // Each is found by its name once, and not for each list.
  const own = new Map<Source | null, Loader<unknown>>();
  const forPay = new Map<Source | null, Loader<unknown>>();
  function loaderOf({ source, isForPay }: Read): Loader<unknown> {
    const known = (isForPay ? forPay : own).get(source);
    if (known) return known;
    const loader: Loader<unknown> = (isForPay ? loaders.forPay : loaders)[source as Source];
    (isForPay ? forPay : own).set(source, loader);
    return loader;
  }
  function answerOf(read: Read): unknown {
    if (read.method === 'many') return loaderOf(read).many(read.key as number);
    if (read.method === 'infer') return context.inferences.of(account, context);
    return read.method === 'all' ? loaderOf(read).all() : loaderOf(read).cached(read.key);
  }

  return ({ reads, returned, steps }) => {
    try {
      for (const read of reads) if (answerOf(read) !== read.answer) return false;
      for (const { what, person } of returned) context.notes.returned(what, person);
      if (steps > 0) context.work.spend(steps);
      return true;
    } catch {
      // What fails here, or exceeds a limit, does the same when it is resolved, and the error is then that of its field.
      return false;
    }
  };
}
