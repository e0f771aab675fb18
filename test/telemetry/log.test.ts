import { describe, expect, it } from 'vitest';
import { createLog, describeError, type LogFields } from '../../src/telemetry/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(createLog('info', (line) => void lines.push(line)));
  return lines.map((line) => JSON.parse(line));
}

describe('the log', () => {
  it('contains the known fields and no others, even if an object has more', () => {
    const row: LogFields & Record<string, unknown> = {
      resource: 'users',
      count: 2,
      displayName: 'Bo',
      apiKey: 'secret',
    };
    const [line] = logged((log) => log.warn(row, 'rows were left out'));
    expect(line).toEqual({
      level: 40,
      time: expect.any(Number),
      pid: expect.any(Number),
      hostname: expect.any(String),
      resource: 'users',
      count: 2,
      msg: 'rows were left out',
    });
  });

  it('omits entries below its level', () => {
    expect(logged((log) => log.debug({}, 'unwanted'))).toEqual([]);
  });
});

describe('an unexpected error', () => {
  it('is logged with its class and its stack, without its message', () => {
    const { error, stack } = describeError(new RangeError('4215 EUR\nof Bo'));
    expect(error).toBe('RangeError');
    expect(stack).toMatch(/^ +at .*log\.test\.ts/);
    expect(stack).not.toMatch(/4215|Bo/);
  });

  it('that has a custom name, or is not an error, reveals no part of its name or value', () => {
    expect(describeError(Object.assign(new Error(), { name: 'Bo LINDQVIST' })).error).toBe('Error');
    expect(describeError('Bo')).toEqual({ error: 'string' });
  });
});
