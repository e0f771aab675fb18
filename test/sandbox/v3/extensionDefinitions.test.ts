import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { askJson } from '../../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterAll(() => sandbox.close());

test('list fields can be filtered by format, and have their choices', async () => {
  const path =
    '/api/v3/extensionUserDefinitions?formatKey=select&fields=id,formatKey,extensionUserPropertyListEntries[id,name],collection.count&paging=0,100';
  const { data } = await askJson(sandbox, path);
  expect(data).toEqual({
    items: [
      {
        id: 'e_skills',
        formatKey: 'select',
        extensionUserPropertyListEntries: [
          { id: 84, name: 'TypeScript' },
          { id: 85, name: 'Welding' },
        ],
      },
    ],
    count: 1,
  });
});

test('without the right to personnel files no definition is listed', async () => {
  const { data } = await askJson(sandbox, '/api/v3/extensionuserdefinitions?fields=id', {
    key: tinyKeys.without('personnelFiles'),
  });
  expect(data.items).toEqual([]);
});
