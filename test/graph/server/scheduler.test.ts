import { describe, expect, it } from 'vitest';
import { OperationTimeout, OperationTooComplex } from '../../../src/graph/errors.ts';
import { createScheduler, mostSteps, sliceMs, type Work } from '../../../src/graph/server/scheduler.ts';

/** A scheduler whose time passes only where a test says so, and an event loop that turns by hand. */
function createMachine() {
  let time = 0;
  const deferred: (() => void)[] = [];
  const ran: string[] = [];
  const turns: number[] = [];
  const scheduler = createScheduler({
    now: () => time,
    clock: () => time,
    defer: (callback) => void deferred.push(callback),
  });

  /** Lets all that can run do so, one turn of the event loop after the other, and notes how long each took. */
  async function run(turnsAtMost = Number.POSITIVE_INFINITY) {
    for (let turn = 0; turn < turnsAtMost; turn++) {
      const before = time;
      for (const callback of deferred.splice(0)) callback();
      await new Promise(setImmediate);
      turns.push(time - before);
      if (deferred.length === 0) return;
    }
  }

  /** Does steps of a millisecond each, every one in its turn. */
  async function work(name: string, operation: Work, steps: number) {
    for (let step = 0; step < steps; step++) {
      if (operation.isOver()) await operation.turn();
      time += 1;
      ran.push(name);
    }
  }
  return {
    scheduler,
    ran,
    turns,
    run,
    work,
    pass: (ms: number) => {
      time += ms;
    },
  };
}

const deadlineAt = 1_000;

describe('an operation', () => {
  it('runs at once in an idle process, and lets others run after ten milliseconds', async () => {
    const { scheduler, ran, turns, run, work } = createMachine();
    const working = work('a', scheduler.operation('acme', deadlineAt), 35);
    expect(ran).toHaveLength(sliceMs);
    await run();
    await working;
    expect(ran).toHaveLength(35);
    expect(Math.max(...turns)).toBe(sliceMs);
  });

  it('lets others run after ten milliseconds if many of its fields wait, too', async () => {
    const { scheduler, ran, turns, run, work, pass } = createMachine();
    const operation = scheduler.operation('acme', deadlineAt);
    await work('a', operation, sliceMs);
    const fields = Array.from({ length: 100 }, async (_, index) => {
      await operation.turn();
      pass(1);
      ran.push(String(index));
    });
    await run();
    await Promise.all(fields);
    expect(Math.max(...turns)).toBeLessThanOrEqual(sliceMs + 1);
    expect(ran.slice(sliceMs)).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
  });

  it('ends what it has begun before it begins what comes next, so that little is unfinished at a time', async () => {
    const { scheduler, run, work } = createMachine();
    const operation = scheduler.operation('acme', deadlineAt);
    await work('', operation, sliceMs);
    const order: string[] = [];
    const item = async (name: string, below: string[]) => {
      await operation.turn();
      order.push(name);
      await Promise.all(below.map((each) => item(each, [])));
    };
    const items = Promise.all([item('a', ['a1', 'a2']), item('b', ['b1', 'b2'])]);
    await run();
    await items;
    expect(order).toEqual(['a', 'a1', 'a2', 'b', 'b1', 'b2']);
  });

  it('ends with OperationTimeout at its deadline, in all that waits then and in all that would wait later', async () => {
    const { scheduler, run, work, pass } = createMachine();
    const operation = scheduler.operation('acme', deadlineAt);
    await work('a', operation, sliceMs);
    const fields = Array.from({ length: 3 }, () => operation.turn());
    const results = Promise.allSettled(fields);
    pass(deadlineAt);
    await run();
    expect(await results).toEqual(fields.map(() => ({ status: 'rejected', reason: expect.any(OperationTimeout) })));
    await expect(operation.turn()).rejects.toBeInstanceOf(OperationTimeout);
  });

  it('may write its response after the deadline', async () => {
    const { scheduler, run, pass } = createMachine();
    const operation = scheduler.operation('acme', deadlineAt);
    pass(deadlineAt);
    const written = operation.turn(true);
    await run();
    await expect(written).resolves.toBeUndefined();
  });

  it('is refused once it has looked at too many rows', () => {
    const operation = createMachine().scheduler.operation('acme', deadlineAt);
    operation.spend(mostSteps);
    expect(() => operation.spend(1)).toThrow(OperationTooComplex);
  });

  it('is settled once nothing of it waits, and says so then', async () => {
    const { scheduler, run, work } = createMachine();
    const operation = scheduler.operation('acme', deadlineAt);
    expect(operation.isSettled()).toBe(true);
    await work('a', operation, sliceMs);
    const waiting = operation.turn();
    let isCalled = false;
    operation.onSettled(() => {
      isCalled = true;
    });
    expect([operation.isSettled(), isCalled]).toEqual([false, false]);
    await run();
    await waiting;
    expect([operation.isSettled(), isCalled]).toEqual([true, true]);
  });
});

describe('a tenant', () => {
  it('waits for one slice of another at most, however many operations the other has', async () => {
    const { scheduler, ran, run, work } = createMachine();
    const hostile = Array.from({ length: 50 }, () => work('acme', scheduler.operation('acme', deadlineAt), 15));
    await run(3);
    const before = ran.length;
    const small = work('globex', scheduler.operation('globex', deadlineAt), 3);
    await run();
    await Promise.all([...hostile, small]);
    const waited = ran.slice(before).indexOf('globex');
    expect(waited).toBeGreaterThanOrEqual(0);
    expect(waited).toBeLessThanOrEqual(sliceMs);
  });

  it('has its first operation executed in full before the next begins', async () => {
    const { scheduler, ran, run, work } = createMachine();
    const names = ['a', 'b', 'c'];
    const working = names.map((name) => work(name, scheduler.operation('acme', deadlineAt), 25));
    await run();
    await Promise.all(working);
    expect(ran.join('')).toBe(names.map((name) => name.repeat(25)).join(''));
  });

  it('takes turns with others, callers without a token among them', async () => {
    const { scheduler, ran, run, work } = createMachine();
    const tenants = ['acme', 'globex', null];
    const working = tenants.map((tenant) => work(String(tenant), scheduler.operation(tenant, deadlineAt), 30));
    await run();
    await Promise.all(working);
    const slices = ran.filter((_, index) => index % sliceMs === 0);
    expect(slices).toEqual(['acme', 'globex', 'null', 'acme', 'globex', 'null', 'acme', 'globex', 'null']);
  });
});
