import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask } from '../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

let sandbox: Sandbox;
let messages: string[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()], onUnknown: (message) => messages.push(message) });
});
afterEach(() => {
  sandbox.control.reset();
  messages = [];
});
afterAll(() => sandbox.close());

const fieldOfUser = (name: string) =>
  `The sandbox does not know the field ${name} of User. If Lucca does, add it to src/sandbox/v3/userFields.ts.`;

describe('the report of what the sandbox does not know', () => {
  it.each([
    ['a field, as the request spells it', '/api/v3/users?fields=id,nopeHref,mail', fieldOfUser('nopeHref')],
    ['a field of a manager', '/api/v3/users?fields=manager%5Bid%2CnopeHref%5D', fieldOfUser('nopeHref')],
    ['a filter', '/api/v3/users?Nope.(id=1', fieldOfUser('Nope')],
    ['an order', '/api/v3/users?orderBy=nope,asc', fieldOfUser('nope')],
    [
      'a field of another resource',
      '/api/v3/extensionuserdefinitions?fields=id,nope',
      'The sandbox does not know the field nope of ExtensionUserDefinition. If Lucca does, add it to src/sandbox/v3.',
    ],
    [
      'a path',
      '/api/v3/bankAccounts?fields=id',
      'The sandbox does not know /api/v3/bankAccounts. If Lucca does, add it to src/sandbox/routes.ts.',
    ],
  ])('names %s', async (_, path, message) => {
    await ask(sandbox, path);
    expect(messages).toEqual([message]);
  });

  it.each([
    ['what it knows', '/api/v3/users?fields=id,mail'],
    ['a field that Lucca may not have', '/api/v3/users?fields=id,jobQualification'],
    ['a resource that Lucca has removed', '/api/v3/departments'],
    ['a person who does not exist', '/api/v3/users/999'],
    ['a malformed request', '/api/v3/users?paging=x'],
  ])('does not name %s', async (_, path) => {
    await ask(sandbox, path);
    expect(messages).toEqual([]);
  });

  it('does not name what the key may not see', async () => {
    await ask(sandbox, '/api/v3/users?fields=id,gender', { key: tinyKeys.without('personnelFiles') });
    await ask(sandbox, '/directory/api/4.0/work-contracts', { key: tinyKeys.without('contracts') });
    await ask(sandbox, '/nowhere', { key: 'nobody' });
    expect(messages).toEqual([]);
  });
});
