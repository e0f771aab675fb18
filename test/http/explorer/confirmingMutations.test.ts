import { expect, it } from 'vitest';
import { confirmingMutations, mutationFields } from '../../../src/http/pages/explorer/confirmingMutations.ts';

const both = 'query Read { a } mutation Write { replaceApiKey { x } gone: disconnectAccount { x } }';

it.each([
  ['the operation that is named', { query: both, operationName: 'Write' }, ['replaceApiKey', 'disconnectAccount']],
  ['a query beside a mutation', { query: both, operationName: 'Read' }, []],
  ['the only operation', { query: 'mutation { disconnectAccount { x } }' }, ['disconnectAccount']],
  ['several without a name, which the server rejects', { query: both }, []],
  ['text that is no document, which the server rejects', { query: 'mutation {' }, []],
])('a mutation is recognised in %s', (_, params, fields) => {
  expect(mutationFields(params)).toEqual(fields);
});

it('a mutation is sent only once it is confirmed, and what may have changed is read after it, even if it fails', async () => {
  const log: string[] = [];
  let isConfirmed = false;
  const fetcher = confirmingMutations(
    ({ query }) => {
      log.push(`sent ${query}`);
      return Promise.reject(new Error('No answer.'));
    },
    async (fields) => {
      log.push(`asked ${fields}`);
      return isConfirmed;
    },
    () => log.push('read again'),
  );
  expect(await fetcher({ query: 'mutation { a }' })).toMatchObject({
    errors: [{ message: 'The mutation was not sent.' }],
  });
  isConfirmed = true;
  await expect(fetcher({ query: 'mutation { a }' })).rejects.toThrow('No answer.');
  await expect(fetcher({ query: '{ b }' })).rejects.toThrow('No answer.');
  expect(log).toEqual(['asked a', 'asked a', 'sent mutation { a }', 'read again', 'sent { b }']);
});
