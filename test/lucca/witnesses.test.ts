import { expect, it } from 'vitest';
import { LuccaForbidden, LuccaUnauthorized, LuccaUnavailable } from '../../src/lucca/errors.ts';
import { presentUsers } from '../../src/lucca/resources/probedUsers.ts';
import { workContracts } from '../../src/lucca/resources/workContracts.ts';
import { askingWitnesses } from '../../src/lucca/witnesses.ts';
import { callerAt } from '../support/luccaClient.ts';

const users = presentUsers.path;
const departments = '/organization/structure/api/departments';

/** A Lucca that answers each path with a status, 401 unless given, and notes what it hears. */
function createHost(statuses: Record<string, number>) {
  const heard: string[] = [];
  const get = askingWitnesses(async (_, resource, target) => {
    const path = target.split('?')[0] ?? '';
    heard.push(path);
    await Promise.resolve();
    const where = { resource, status: statuses[path] ?? 401 };
    if (where.status === 200) return { json: {}, bytes: 1 };
    if (where.status === 503) throw new LuccaUnavailable({ ...where, reason: 'status' });
    throw where.status === 403 ? new LuccaForbidden(where) : new LuccaUnauthorized(where);
  });
  return { get, heard };
}

const contracts = workContracts.path;

it.each([
  [{ [users]: 200 }, contracts, LuccaForbidden, [contracts, users]],
  [{ [departments]: 200 }, contracts, LuccaForbidden, [contracts, users, departments]],
  [{ [departments]: 403 }, users, LuccaForbidden, [users, departments]],
  [{ [users]: 200 }, departments, LuccaForbidden, [departments, users]],
  [{}, contracts, LuccaUnauthorized, [contracts, users, departments]],
  [{}, users, LuccaUnauthorized, [users, departments]],
  [{ [users]: 503 }, contracts, LuccaUnavailable, [contracts, users]],
])(
  'a 401 is a missing right when the key is answered elsewhere: with %j, %s is a %o',
  async (statuses, path, kind, asked) => {
    const { get, heard } = createHost(statuses);
    await expect(get(callerAt('acme.ilucca.net'), 'any', `${path}?limit=1`)).rejects.toThrow(kind);
    expect(heard).toEqual(asked);
  },
);

it('a 401 that concurrent reads with one key meet costs two more requests in all, and none for another key’s', async () => {
  const { get, heard } = createHost({});
  const [one, other] = [callerAt('acme.ilucca.net'), callerAt('acme.ilucca.net')];
  const reads = [one, one, one, other].map((caller) => get(caller, 'any', contracts));
  for (const { status } of await Promise.allSettled(reads)) expect(status).toBe('rejected');
  expect(heard.filter((path) => path !== contracts)).toEqual([users, users, departments, departments]);
});
