import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCompany, hosts } from '../../src/sandbox/companies/companies.ts';
import { findKey } from '../../src/sandbox/companies/keys.ts';
import { degree } from '../support/thoroughness.ts';
import { prepareKilling } from './killing.ts';

const kills = degree(50, 10, 2);
const { stores, live, entriesOf } = await prepareKilling();

const apiKey = findKey(createCompany(hosts.acme), 'full');
const look = '{ account { id checkedAt weeklyHoursAtFullTime } }';

/** A tenant that changes its account again and again, over the lives of several processes. */
type Changing = {
  tenant: string;
  steps: number;
  /** How the account was last seen, and the operation that has been sent since. */
  seen: string;
  sent: string | null;
  answered: string[];
  /** Operations that a kill has left without an answer, and that had their effect. */
  done: string[];
};

/** The next operation; each changes how the account looks. */
function nextOperation({ steps, seen }: Changing): { query: string; input?: object } {
  if (seen === 'null')
    return {
      query: 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }',
      input: { domain: hosts.acme, apiKey, acceptMissingPermissions: true },
    };
  const setting = 'mutation ($input: SetRemunerationMappingInput!) { setRemunerationMapping(input: $input)';
  const others = [
    { query: `${setting} { __typename } }`, input: { weeklyHoursAtFullTime: `${30 + (steps % 97) / 100}` } },
    { query: 'mutation { checkAccount { __typename } }' },
    { query: `mutation { ${steps % 8 === 2 ? 'eraseTenant' : 'disconnectAccount'} { __typename } }` },
    { query: 'mutation { disconnectAccount { __typename } }' },
  ];
  return others[steps % 4] as { query: string };
}

/** Changes an account until the process is gone. */
async function change(port: number, each: Changing, onAnswer: () => void) {
  const ask = async (traceId: string, query: string, input?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: each.tenant,
        traceparent: `00-${traceId}-${'1'.repeat(16)}-01`,
      },
      body: JSON.stringify({ query, variables: { input } }),
    });
    return (await response.json()) as { data: { account?: unknown }; errors?: unknown };
  };
  for (;;) {
    const { data } = await ask(randomBytes(16).toString('hex'), look);
    const now = JSON.stringify(data.account);
    const wasCutShort = each.sent !== null && each.answered.at(-1) !== each.sent;
    if (wasCutShort && now !== each.seen) each.done.push(each.sent ?? '');
    each.seen = now;
    each.sent = randomBytes(16).toString('hex');
    each.steps += 1;
    const { query, input } = nextOperation(each);
    const { errors } = await ask(each.sent, query, input);
    expect(errors).toBeUndefined();
    each.answered.push(each.sent);
    onAnswer();
  }
}

describe.concurrent.each(stores)('the record %s', (where, url) => {
  it.skipIf(url === null)(
    `has every operation that changed an account, and how it ended if it was answered, after ${kills} kills at any moment`,
    { timeout: 600_000 },
    async () => {
      const tenants = ['a', 'b', 'c', 'd'].map(
        (tenant, steps): Changing => ({ tenant, steps, seen: 'null', sent: null, answered: [], done: [] }),
      );
      const done = () => tenants.flatMap((each) => each.done);
      const liveFor = (answers: number, thenMs: number) =>
        live(url ?? '', async (port, kill) => {
          let left = answers;
          const onAnswer = () => {
            left -= 1;
            if (left === 0) setTimeout(kill, thenMs);
          };
          const ended = await Promise.allSettled(tenants.map((each) => change(port, each, onAnswer)));
          // Each ends with the failure of a request to a process that is gone.
          for (const { reason } of ended as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(TypeError);
        });
      let life = 0;
      // Until a kill has hit a process between an effect and its answer: the next life sees that.
      for (; life < kills || (done().length === 0 && life < 15); life += 1) await liveFor(8, (life * 7) % 20);
      const { entries } = await entriesOf(url ?? '');
      const outcomes = new Map<string, string[]>();
      for (const { correlationId, accountOperation } of entries)
        if (accountOperation)
          outcomes.set(correlationId, [...(outcomes.get(correlationId) ?? []), accountOperation.outcome]);
      for (const id of tenants.flatMap(({ answered }) => answered))
        expect(outcomes.get(id)).toEqual(['started', expect.not.stringMatching('started')]);
      for (const id of done()) expect(outcomes.get(id)?.[0], 'done, but not recorded').toBe('started');
      expect(done().length).toBeGreaterThan(0);
      const unended = done().filter((id) => outcomes.get(id)?.length === 1);
      process.stdout.write(
        `operations ${where}: ${life} kills, ${outcomes.size} recorded, ${done().length} done without an answer, ${unended.length} of them without an outcome, 0 unrecorded\n`,
      );
    },
  );
});
