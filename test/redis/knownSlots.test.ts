import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { createKnownSlots } from '../../src/redis/knownSlots.ts';
import { createSigning } from '../../src/redis/signing.ts';

const windowMs = 60_000;
const longestMs = 120_000;
const startedAt = Date.parse('2026-11-24T12:00:00Z');
const { sign, isSigned } = createSigning(createHashName('a name key'));

function setUp() {
  let time = startedAt;
  const known = createKnownSlots({ windowMs, now: () => time, isOwn: () => false, isSigned });
  const pass = (ms: number) => {
    time += ms;
  };
  return { known, pass };
}

const ours = sign('key', 'instance.1o');
const number = fc.oneof(
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '', '-1', '1e308', 'null', String(startedAt), '8.64e15'),
  fc.double().map(String),
);
const pauses = fc.oneof(
  fc.string(),
  fc.tuple(number, number).map(([ms, at]) => sign('key', `${ms}.${at}`)),
);
const messages = fc.oneof(
  fc.string(),
  pauses.map((signed) => `pause key ${signed}`),
  fc
    .tuple(number, fc.array(fc.tuple(fc.oneof(fc.constant(ours), fc.string()), number), { maxLength: 5 }))
    .map(([at, slots]) => ['slots', 'key', at, ...slots.flat()].join(' ')),
);

describe('messages about slots and pauses', () => {
  it('take effect for no longer than a window and the longest pause, whatever they contain, signed or not', () => {
    fc.assert(
      fc.property(fc.array(messages, { maxLength: 10 }), (received) => {
        const { known, pass } = setUp();
        for (const each of received) known.learn(each);
        expect(known.pausedUntil('key')).toBeLessThanOrEqual(startedAt + longestMs);
        for (const { at } of known.used('key', 1)) expect(at).toBeLessThanOrEqual(startedAt);
        pass(windowMs);
        expect(known.used('key', 1)).toEqual([]);
      }),
    );
  });

  it('of a pause count only if they are signed for the same host, and only for a minute', () => {
    const signed = sign('key', `60000.${startedAt}`);
    const { known, pass } = setUp();
    known.learn(`pause other ${signed}`);
    known.learn(`pause key ${signed.replace('60000', '60001')}`);
    expect([known.pausedUntil('key'), known.pausedUntil('other')]).toEqual([0, 0]);
    known.learn(`pause key ${signed}`);
    expect(known.pausedUntil('key')).toBe(startedAt + 60_000);
    known.learn(`pause key ${sign('key', `1e308.${startedAt}`)}`);
    expect(known.pausedUntil('key')).toBe(startedAt + longestMs);
    pass(longestMs + 1);
    known.learn(`pause key ${signed}`);
    expect(known.pausedUntil('key')).toBe(startedAt + longestMs);
  });

  it('add the slots that an instance has signed, and the others are reported', () => {
    const { known } = setUp();
    expect(known.learn(`slots key 10 ${ours} 9 forged 9 ${sign('other', 'instance.2o')} 9`)).toEqual([
      'forged',
      sign('other', 'instance.2o'),
    ]);
    expect(known.used('key', 1)).toEqual([{ at: startedAt - 1, priority: 'normal', subject: null }]);
    known.learn(`slots key 10 ${sign('key', 'instance.3b')} 10`);
    expect(known.used('key', 1)[1]).toEqual({ at: startedAt, priority: 'low', subject: null });
  });

  it('of a later version are ignored if their kind is unknown, and their slots count even if the names have further parts', () => {
    const { known } = setUp();
    expect(known.learn(`lease key ${sign('key', 'something')}`)).toEqual([]);
    expect(known.has('key')).toBe(false);
    expect(known.learn(`slots key 10 ${sign('key', 'instance.more.than.known.5z')} 9`)).toEqual([]);
    expect(known.used('key', 1)).toEqual([{ at: startedAt - 1, priority: 'normal', subject: null }]);
  });

  it('about an unknown host are ignored unless an instance has signed them', () => {
    const { known } = setUp();
    known.learn('slots made-up 10 forged 9');
    expect(known.has('made-up')).toBe(false);
  });
});
