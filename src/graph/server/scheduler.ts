import type { PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { OperationTimeout, OperationTooComplex } from '../errors.ts';

/** The processor time of one operation, which runs in slices. */
export type Work = {
  /** Whether the slice is over, or there is none, so that the operation has to wait for its turn. */
  isOver(): boolean;
  /** Resolves in the next slice. Rejects with `OperationTimeout` after the deadline, unless it `mayBeLate`. */
  turn(mayBeLate?: boolean): Promise<void>;
  /** Returns the value, in the next slice if this one is over. */
  pass<Value>(value: Value): PromiseOrValue<Value>;
  /** Counts rows scanned and objects returned. Throws `OperationTooComplex` if there are too many. */
  spend(steps: number): void;
  /** Whether no part of the operation is waiting for its turn. */
  isSettled(): boolean;
  /** Calls back once no part of the operation is waiting for its turn: all keys to load together are then known. */
  onSettled(callback: () => void): void;
};

/** Shares the processor between operations, so that none of them keeps the process from serving others. */
export type Scheduler = {
  /** Registers an operation of a tenant; null for a caller without a token. `deadlineAt` is an instant of `now`. */
  operation(tenant: string | null, deadlineAt: number): Work;
};

/** The clocks and the event loop, as far as a scheduler needs them. */
export type SchedulerOptions = {
  /** Instants in milliseconds since 1970. */
  now: () => number;
  /** Milliseconds that pass while code runs. */
  clock?: () => number;
  /** Calls back after sockets and timers have been served. */
  defer?: (callback: () => void) => void;
};

/** The maximum number of steps of an operation: ten thousand people and their contracts, scanned for a hundred lists. */
export const mostSteps = 2_000_000;

/** How long an operation runs before it lets others run, in milliseconds. */
export const sliceMs = 10;

type Waiter = {
  value: unknown;
  resolve: (value: unknown) => void;
  reject: (reason: Error) => void;
  mayBeLate: boolean;
};

type Operation = {
  /** Operations are numbered in order of arrival. */
  number: number;
  tenant: string | null;
  deadlineAt: number;
  /** The waiters added since the last one was resumed, in order. */
  fresh: Waiter[];
  /** What waits since before, the next one last. */
  waiting: Waiter[];
  onSettled: (() => void)[];
};

/**
 * Creates a scheduler. Tenants take turns; within a tenant, the oldest operation runs first. The first operation of an idle process starts
 * at once.
 */
export function createScheduler({
  now,
  clock = () => performance.now(),
  defer = setImmediate,
}: SchedulerOptions): Scheduler {
  /** The operations that wait, by tenant; the tenant whose turn is next comes first. */
  const queues: Queues = new Map();
  const slices = createSlices(clock, defer, next);
  let count = 0;

  function next(ended: Operation | null): void {
    if (ended) moveToBack(queues, ended.tenant);
    const operation = firstOf(queues);
    if (operation === null) return;
    slices.begin(operation);
    resume(operation, now() >= operation.deadlineAt);
  }

  /** Resumes the waiters one by one: a microtask later, the resumed one has run or is waiting again. */
  function resume(operation: Operation, isLate: boolean): void {
    const waiter = takeNext(operation);
    if (waiter === undefined) {
      dequeue(queues, operation);
      for (const callback of operation.onSettled.splice(0)) callback();
      slices.deferNext();
      return;
    }
    if (isLate && !waiter.mayBeLate) waiter.reject(new OperationTimeout());
    else waiter.resolve(waiter.value);
    queueMicrotask(() => (slices.isOver(operation) ? slices.deferNext() : resume(operation, isLate)));
  }

  function wait(operation: Operation, value: unknown, mayBeLate: boolean): Promise<unknown> {
    if (!mayBeLate && now() >= operation.deadlineAt) return Promise.reject(new OperationTimeout());
    enqueue(queues, operation);
    slices.deferNext();
    return new Promise((resolve, reject) => void operation.fresh.push({ value, resolve, reject, mayBeLate }));
  }

  return {
    operation(tenant, deadlineAt) {
      count += 1;
      const operation: Operation = { number: count, tenant, deadlineAt, fresh: [], waiting: [], onSettled: [] };
      return createWork(operation, slices.isOver, wait);
    },
  };
}

/** The slices of time, one after the other. Calls `next` in a new turn of the event loop once a slice has ended. */
function createSlices(
  clock: () => number,
  defer: (callback: () => void) => void,
  next: (ended: Operation | null) => void,
) {
  let running: Operation | null = null;
  let endsAt = 0;
  let isDeferred = false;

  function end(): void {
    const ended = running;
    running = null;
    isDeferred = false;
    next(ended);
  }

  function deferNext(): void {
    if (isDeferred) return;
    isDeferred = true;
    defer(end);
  }

  function begin(operation: Operation): void {
    running = operation;
    endsAt = clock() + sliceMs;
  }

  /** Whether an operation has no slice, or no time left in it. If nothing else is running or waiting, its slice begins. */
  function isOver(operation: Operation): boolean {
    if (running === operation) return clock() >= endsAt;
    if (running !== null || isDeferred) return true;
    begin(operation);
    deferNext();
    return false;
  }
  return { begin, deferNext, isOver };
}

function createWork(
  operation: Operation,
  isOver: (operation: Operation) => boolean,
  wait: (operation: Operation, value: unknown, mayBeLate: boolean) => Promise<unknown>,
): Work {
  const { fresh, waiting, onSettled } = operation;
  let steps = 0;
  return {
    isOver: () => isOver(operation),
    turn: (mayBeLate = false) => wait(operation, undefined, mayBeLate) as Promise<void>,
    pass: (value) => (isOver(operation) ? (wait(operation, value, false) as Promise<typeof value>) : value),
    spend(more) {
      steps += more;
      if (steps > mostSteps) throw new OperationTooComplex(tooMuch);
    },
    isSettled: () => fresh.length + waiting.length === 0,
    onSettled: (callback) => void onSettled.push(callback),
  };
}

const tooMuch = `The operation scans more than ${mostSteps.toLocaleString('en')} rows: request fewer at a time with \`first\`.`;

type Queues = Map<string | null, Set<Operation>>;

/** The operation whose turn is next. */
function firstOf(queues: Queues): Operation | null {
  const [operations] = queues.values();
  return operations ? [...operations].reduce((first, each) => (each.number < first.number ? each : first)) : null;
}

function moveToBack(queues: Queues, tenant: string | null): void {
  const operations = queues.get(tenant);
  if (!operations) return;
  queues.delete(tenant);
  queues.set(tenant, operations);
}

function enqueue(queues: Queues, operation: Operation): void {
  const operations = queues.get(operation.tenant);
  if (operations) operations.add(operation);
  else queues.set(operation.tenant, new Set([operation]));
}

function dequeue(queues: Queues, operation: Operation): void {
  const operations = queues.get(operation.tenant);
  operations?.delete(operation);
  if (operations?.size === 0) queues.delete(operation.tenant);
}

/** The most recent comes first; otherwise, all items of a list would be started before any is finished. */
function takeNext({ fresh, waiting }: Operation): Waiter | undefined {
  for (let waiter = fresh.pop(); waiter !== undefined; waiter = fresh.pop()) waiting.push(waiter);
  return waiting.pop();
}
