import { expect, test } from 'vitest';
import { LuccaUnavailable } from '../../../src/lucca/errors.ts';
import { defaultPolicy } from '../../../src/lucca/resilience/policy.ts';
import { users } from '../../../src/lucca/resources/users.ts';
import { createAgent } from '../../../src/lucca/transport/connect.ts';
import { callerAt, createTestLucca } from '../../support/luccaClient.ts';

test('the client for Lucca does not connect to a name that resolves to a private address', async () => {
  const { lucca } = createTestLucca({ dispatcher: createAgent(defaultPolicy) });
  const read = lucca.firstPage(callerAt('localhost:9', { deadlineAt: Date.now() + 3_000 }), users, 1);
  await expect(read).rejects.toThrow(LuccaUnavailable);
  await expect(read).rejects.toMatchObject({ reason: 'dns' });
});
