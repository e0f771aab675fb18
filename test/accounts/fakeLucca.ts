import type { Caller, Filter, Lucca, LuccaRow } from '../../src/lucca/client.ts';
import type { LuccaError } from '../../src/lucca/errors.ts';

type Answer = number | LuccaError | Error;

const person = {
  id: 1,
  departmentId: 1,
  position: 'filled',
  manager: 'filled',
  managerId: 1,
  lastDay: 'filled',
  personnelFile: 'filled',
  payFigures: 'filled',
};
const usually: Record<string, { rows: LuccaRow[]; total: number }> = {
  probedUsers: { rows: [person, { ...person, id: 2 }, { ...person, id: 3 }], total: 3 },
  presentUsers: { rows: [{ id: 1, dtContractStart: '2026-09-01' } as LuccaRow], total: 2 },
  departments: { rows: [{ id: 1, hierarchy: '/1/', isActive: true } as LuccaRow], total: 1 },
  variableItemsWithDeleted: { rows: [{ id: 1 }], total: 2 },
};

/** A Lucca that proves every right, but for the answers given by resource: a number of rows, or an error. */
export function createFakeLucca(answers: Record<string, Answer> = {}) {
  const heard: { resource: string; caller: Caller; limit: number; filter: Filter }[] = [];
  const firstPage = async (caller: Caller, resource: { name: string }, limit: number, filter: Filter = {}) => {
    heard.push({ resource: resource.name, caller, limit, filter });
    await Promise.resolve();
    const answer = answers[resource.name];
    if (answer instanceof Error) throw answer;
    if (answer !== undefined) return { rows: [], total: answer, rejected: answer, bytes: 0 };
    return { items: [], rejected: [], bytes: 0, ...(usually[resource.name] ?? { rows: [{ id: 1 }], total: 1 }) };
  };
  return { firstPage: firstPage as Lucca['firstPage'], answers, heard };
}
