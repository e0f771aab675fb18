import type { Caller, Lucca } from '../../src/lucca/client.ts';
import type { LuccaError } from '../../src/lucca/errors.ts';

type Answer = number | LuccaError | Error;

/** A Lucca that shows one row of everything, but for the answers given by resource: a number of rows, or an error. */
export function createFakeLucca(answers: Record<string, Answer> = {}) {
  const heard: { resource: string; caller: Caller; limit: number }[] = [];
  const peek: Lucca['peek'] = async (caller, resource, limit) => {
    heard.push({ resource: resource.name, caller, limit });
    await Promise.resolve();
    const answer = answers[resource.name] ?? 1;
    if (typeof answer !== 'number') throw answer;
    return { rows: [], total: null, rejected: answer, bytes: 0 };
  };
  return { peek, answers, heard };
}
