import { describe, expect, it, onTestFinished } from 'vitest';
import { combine } from '../../src/loaders/promiseOrValue.ts';

describe('combining values', () => {
  it('calls the function at once where all values are at hand', () => {
    expect(combine({ one: 1, other: 'a' }, ({ one, other }) => `${one + 1}${other}`)).toBe('2a');
  });

  it('waits for the promises among the values, and gives each result under the name of its value', async () => {
    const combined = combine({ late: Promise.resolve(3), early: 1 }, ({ late, early }) => late - early);
    expect(combined).toBeInstanceOf(Promise);
    expect(await combined).toBe(2);
  });

  it('rejects with the failure of any value, without calling the function', async () => {
    const failing = combine({ one: 1, other: Promise.reject(new Error('unreadable')) }, () => 'called');
    await expect(failing).rejects.toThrow('unreadable');
  });

  it('leaves no rejection unhandled, however many values fail and though nobody looks at the result', async () => {
    const unhandled: unknown[] = [];
    const note = (failure: unknown) => void unhandled.push(failure);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    void combine({ one: Promise.reject(new Error('one')), other: Promise.reject(new Error('other')) }, () => 'called');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(unhandled).toEqual([]);
  });
});
