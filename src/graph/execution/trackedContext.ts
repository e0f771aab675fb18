import type { Returned } from '../../audit/notes.ts';
import type { Revision } from '../../cache/entries.ts';
import type { Loader } from '../../loaders/loader.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { GraphContext } from '../context.ts';
import type { ErrorLimit } from '../server/errorLimit.ts';
import type { Work } from '../server/scheduler.ts';

/** All that resolvers have used of a request, and what they have told it. */
export type Inputs = {
  /** What was read, in the order in which it was first asked for; null if there are too many lists. */
  reads: readonly Read[] | null;
  /** Instead of lists, the revisions of the resources that they are of; null if one of these is not cached as a whole. */
  revisions: readonly Read[] | null;
  /** What the audit was told. */
  returned: readonly { what: Returned; person: number }[];
  /** The rows looked at and objects returned. */
  steps: number;
  /** When the latest rows were requested of which something says that they come from the cache. */
  cachedAt: number;
};

type Source = keyof Loaders['forPay'];

/** Something asked for, and the answer; `isForPay` with the policy of pay. Payments are inferred from no source in particular. */
type Read = {
  method: 'revision' | 'many' | 'all' | 'cached' | 'infer';
  source: Source | null;
  isForPay: boolean;
  key: number | undefined;
  answer: unknown;
};

const inference = { method: 'infer', source: null, isForPay: true, key: undefined } as const;

/** Limits of what is tracked. */
type Limits = {
  /** Looking at more lists than that would be no faster than resolving. */
  mostReads: number;
  /** Rows looked at and objects returned before resolvers wait for a turn. */
  mostSteps: number;
};

/** Those of one object: it waits for no turn, unless it takes a fraction of a slice. */
export const ofObject: Limits = { mostReads: 64, mostSteps: 200 };

/** Those of a whole response. */
export const ofResponse: Limits = { mostReads: 1_000, mostSteps: 0 };

/**
 * Returns a context that resolvers can use like the given one, and what they have used of it; null if that is anything that may be another
 * the next time, though all lists are the same: who the viewer is, the time, a wait for Lucca, or a failure.
 */
export function trackInputs(
  context: GraphContext,
  { mostReads, mostSteps }: Limits,
): { context: GraphContext; inputs: () => Inputs | null } {
  const returned: Inputs['returned'][number][] = [];
  let steps = 0;
  let cachedAt = 0;
  let isRepeatable = true;
  const spoil = () => {
    isRepeatable = false;
  };
  const reads = createReads(mostReads, spoil);
  const isShort = () => isRepeatable && steps < mostSteps;
  function inputs(): Inputs | null {
    const read = reads.noted();
    const isKnown = read.reads !== null || read.revisions !== null;
    return isRepeatable && isKnown ? { ...read, returned, steps, cachedAt } : null;
  }

  const connected = context.connection();
  const tracked = { ...connected, loaders: trackedLoaders(connected.loaders, reads, spoil) };
  const { viewer, notes, errors, work, inferences, today, deadlineAt, vault } = context;
  const used: Partial<GraphContext> = {
    today,
    deadlineAt,
    // What was sealed can be opened, whichever key is the present one.
    vault,
    isLive(fetchedAt) {
      if (context.isLive(fetchedAt)) spoil();
      cachedAt = Math.max(cachedAt, fetchedAt);
      return context.isLive(fetchedAt);
    },
    connection: () => tracked,
    viewer: viewer && watched(viewer, { tenant: viewer.tenant, scopes: viewer.scopes }, spoil),
    inferences: watched(
      inferences,
      { of: () => reads.noteInference(inferences.of(connected.account, context)) },
      spoil,
    ),
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
    errors: trackedErrors(errors, spoil),
  };
  return { context: watched(context, used, spoil), inputs };
}

type Reads = ReturnType<typeof createReads>;
type Asked = Omit<Read, 'answer'>;

/**
 * Collects what is read. Calls `spoil` where an answer has to be awaited, and where the same is asked for twice and answered in two ways.
 */
function createReads(mostReads: number, spoil: () => void) {
  const reads = createList(mostReads, spoil);
  const revisions = createList(Number.POSITIVE_INFINITY, spoil);
  return {
    /** Notes an answer, and the revision of the resource if it is cached as a whole. */
    note(asked: Asked, answer: unknown, revision: Revision | undefined): void {
      reads.add(asked, answer);
      if (revision === undefined) revisions.giveUp();
      else revisions.add({ ...asked, method: 'revision', key: undefined }, revision);
    },
    noteInference<Inferred>(inferred: Inferred): Inferred {
      reads.add(inference, inferred);
      revisions.add(inference, inferred);
      return inferred;
    },
    /** Notes that a revision was asked for, which stands for lists that are not known. */
    noteRevision(asked: Asked, revision: Revision): void {
      reads.giveUp();
      revisions.add(asked, revision);
    },
    noted: () => ({ reads: reads.all(), revisions: revisions.all() }),
  };
}

/** A list of reads, each once. Gives up beyond a number. */
function createList(most: number, spoil: () => void) {
  let byName: Map<string, Read> | null = new Map();
  return {
    add({ method, source, isForPay, key }: Asked, answer: unknown): void {
      if (answer instanceof Promise) spoil();
      if (byName === null) return;
      const name = `${method} ${source} ${isForPay} ${key}`;
      const known = byName.get(name);
      if (known === undefined) byName.set(name, { method, source, isForPay, key, answer });
      else if (known.answer !== answer) spoil();
      if (byName.size > most) byName = null;
    },
    giveUp(): void {
      byName = null;
    },
    all: (): readonly Read[] | null => byName && [...byName.values()],
  };
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

const trackedErrors = (errors: ErrorLimit, spoil: () => void): ErrorLimit => ({
  ...errors,
  nullOrThrow(failure) {
    spoil();
    return errors.nullOrThrow(failure);
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

function trackedLoaders(loaders: Loaders, reads: Reads, spoil: () => void): Loaders {
  const tracked = (source: Source, isForPay: boolean): Loader<unknown> => {
    const loader: Loader<unknown> = (isForPay ? loaders.forPay : loaders)[source];
    function noted<Answer>(method: Read['method'], answer: Answer, key?: number): Answer {
      reads.note({ method, source, isForPay, key }, answer, loader.revision());
      return answer;
    }
    const many = (key: number) => noted('many', loader.many(key), key);
    return watched<Loader<unknown>>(
      loader,
      {
        revision() {
          const revision = loader.revision();
          if (revision) reads.noteRevision({ method: 'revision', source, isForPay, key: undefined }, revision);
          return revision;
        },
        many,
        one(key) {
          const rows = many(key);
          return rows instanceof Promise ? loader.one(key) : (rows[0] ?? null);
        },
        all: () => noted('all', loader.all()),
        cached: (key) => noted('cached', loader.cached(key), key),
        prepare(keys) {
          const prepared = loader.prepare(keys);
          if (prepared instanceof Promise) spoil();
          return prepared;
        },
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

/** The memory that inputs take: what V8 takes on 64 bits, about. */
export const bytesOf = ({ reads, revisions, returned }: Inputs): number =>
  64 * ((reads?.length ?? 0) + (revisions?.length ?? 0) + returned.length);

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
    if (read.method === 'revision') return loaderOf(read).revision();
    return read.method === 'all' ? loaderOf(read).all() : loaderOf(read).cached(read.key);
  }

  function areSame(reads: readonly Read[] | null): boolean {
    if (reads === null) return false;
    for (const read of reads) if (answerOf(read) !== read.answer) return false;
    return true;
  }

  return ({ reads, revisions, returned, steps, cachedAt }) => {
    try {
      if (context.isLive(cachedAt) || !(areSame(revisions) || areSame(reads))) return false;
      for (const { what, person } of returned) context.notes.returned(what, person);
      if (steps > 0) context.work.spend(steps);
      return true;
    } catch {
      // What fails here, or exceeds a limit, does the same when it is resolved, and the error is then that of its field.
      return false;
    }
  };
}
