import { expect, it } from 'vitest';
import { LuccaBadRequest, LuccaTimeout } from '../../src/lucca/errors.ts';
import { createOptionalFieldProbe } from '../../src/lucca/optionalFields.ts';
import type { Query } from '../../src/lucca/resource.ts';
import { presentUsers } from '../../src/lucca/resources/probedUsers.ts';
import { users } from '../../src/lucca/resources/users.ts';
import { dayMs } from '../../src/time.ts';

const badRequest = new LuccaBadRequest({ resource: 'users', status: 400 });

/** A Lucca that refuses what is unsure for as long as `isRefused` says so. */
function createHost() {
  const host = { now: 1_000, isRefused: true, heard: [] as string[] };
  const fields = createOptionalFieldProbe(() => host.now);
  const ask = (resource: typeof users | typeof presentUsers = users, name = 'acme.ilucca.net') =>
    fields.ask(name, resource as typeof users, async (query: Query) => {
      const isWhole = query.fields?.includes('jobQualification') ?? false;
      host.heard.push(isWhole ? 'whole' : 'sure');
      if (isWhole && host.isRefused) throw badRequest;
      return isWhole;
    });
  return { host, ask, fields };
}

it('an optional field that a host refuses is requested again only after a day', async () => {
  const { host, ask } = createHost();
  expect(await ask()).toBe(false);
  host.now += dayMs - 1;
  expect(await ask()).toBe(false);
  expect(host.heard).toEqual(['whole', 'sure', 'sure']);
  host.now += 2;
  host.isRefused = false;
  expect(await ask()).toBe(true);
  expect(host.heard).toEqual(['whole', 'sure', 'sure', 'whole']);
});

it('an optional field that a host accepted and later refuses is omitted again', async () => {
  const { host, ask } = createHost();
  host.isRefused = false;
  expect(await ask()).toBe(true);
  host.isRefused = true;
  expect(await ask()).toBe(false);
  expect(await ask()).toBe(false);
  expect(host.heard).toEqual(['whole', 'whole', 'sure', 'sure']);
});

it('optional fields are learned for each host separately, and a resource without any is requested unchanged', async () => {
  const { host, ask } = createHost();
  await ask();
  await ask(users, 'globex.ilucca.net');
  await ask(presentUsers);
  expect(host.heard).toEqual(['whole', 'sure', 'whole', 'sure', 'sure']);
});

it('nothing is learned from a request that also fails without the field, or from another kind of failure', async () => {
  const { fields } = createHost();
  for (const failure of [badRequest, new LuccaTimeout({ resource: 'users' })]) {
    let heard = 0;
    const attempt = async () => {
      heard += 1;
      throw failure;
    };
    await expect(fields.ask('acme.ilucca.net', users, attempt)).rejects.toBe(failure);
    await expect(fields.ask('acme.ilucca.net', users, attempt)).rejects.toBe(failure);
    expect(heard).toBe(failure === badRequest ? 4 : 2);
  }
});
