import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { ask, askJson } from '../../support/askSandbox.ts';
import { tinyCompany, tinyKeys } from '../../support/tinyCompany.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  const withoutPagga = tinyCompany({ host: 'bare.ilucca.ch', hasPagga: false });
  sandbox = await createSandbox({ companies: [tinyCompany(), withoutPagga] });
});
afterAll(() => sandbox.close());

const path = (resource: string) => `/remuneration/api/${resource}`;

async function idsFor(resource: string): Promise<unknown[]> {
  return (await askJson(sandbox, path(resource))).items.map(({ id }) => id);
}

test.each([
  ['fixed-items', [806, 801, 802, 804, 807, 803, 805]],
  ['fixed-items?sort=-amount', [805, 804, 801, 803, 802, 806, 807]],
  ['fixed-items?sort=%2BendsOn,-id', [807, 805, 803, 801, 804, 802, 806]],
  ['fixed-items?ownerIds=2,3', [802, 804, 803, 805]],
  ['fixed-items?ids=801,807', [801, 807]],
  ['fixed-items?natureIds=4', [807]],
  ['fixed-items?amendedWorkContractIds=504', [804]],
  ['fixed-items?amendedWorkContractIds=504-4,503', [802, 803, 805]],
  ['variable-items', [903, 901, 904, 905]],
  ['variable-items?IncludeDeleted=true', [903, 901, 902, 904, 905]],
  ['variable-items?includedeleted=false', [903, 901, 904, 905]],
  ['variable-items?OwnerIds=2&INCLUDEDELETED=true', [903, 902]],
  ['variable-items?NatureIds=6', [903]],
  ['fixed-natures', [3, 4]],
  ['fixed-natures?establishmentIds=3', [3]],
  ['variable-natures?sort=-id', [6, 5]],
  ['variable-natures?categoryIds=9', [5]],
])('%s returns the matching rows in order', async (query, expected) => {
  expect(await idsFor(query)).toEqual(expected);
});

test('an item contains its nature, with that nature’s currencies, and the amended contract', async () => {
  const { items } = await askJson(sandbox, path('fixed-items?ids=805'));
  expect(items).toEqual([
    {
      id: 805,
      amount: 6500,
      startsOn: '2024-01-01',
      endsOn: null,
      comment: null,
      natureId: 3,
      nature: {
        id: 3,
        name: 'Base salary',
        category: { id: 1, code: 'BASIC_SALARY' },
        establishments: [
          { id: 2, name: 'Acme Lyon', currencyCode: 'EUR', currencySymbol: '€' },
          { id: 3, name: 'Acme Genève', currencyCode: 'CHF', currencySymbol: 'CHF' },
        ],
      },
      workContractId: 504,
      workContract: {
        workContractId: 504,
        amendmentId: 4,
        ownerId: 3,
        owner: expect.objectContaining({ id: 3, name: 'Cleo MARTIN', displayName: 'MARTIN Cleo' }),
        startsOn: '2024-01-01',
        endsOn: null,
      },
    },
  ]);
});

test('a quantity differs from an amount by the type of its nature', async () => {
  const { items } = await askJson(sandbox, path('variable-items?NatureIds=6'));
  expect(items[0]).toMatchObject({ amount: 12.5, period: '2026-04-01', nature: { type: 'Number', category: null } });
});

test('categories are plain arrays of those that a nature has', async () => {
  expect(await askJson(sandbox, path('fixed-nature-categories'))).toEqual([{ id: 1, code: 'BASIC_SALARY' }]);
  expect(await askJson(sandbox, path('variable-nature-categories'))).toEqual([{ id: 9, code: 'BONUS' }]);
});

test('single items and natures are found by id', async () => {
  expect(await askJson(sandbox, path('variable-items/902'))).toMatchObject({ id: 902, isDeleted: true });
  expect(await askJson(sandbox, path('fixed-natures/3'))).toMatchObject({ id: 3 });
  expect(await askJson(sandbox, path('variable-natures/6'))).toMatchObject({ id: 6 });
  for (const missing of ['variable-items/999', 'fixed-natures/999', 'variable-natures/999']) {
    expect((await ask(sandbox, path(missing))).status).toBe(404);
  }
});

test('pages are requested by number or by token, and have ten rows by default', async () => {
  const first = await askJson(sandbox, path('fixed-items?limit=3&fields.root=next,prev,count'));
  expect(first).toMatchObject({ count: 7, prev: null });
  const second = await askJson(sandbox, path(`fixed-items?limit=3&page=${first.next}`));
  expect(second.items).toEqual((await askJson(sandbox, path('fixed-items?limit=3&page=2'))).items);
});

test.each(['fixed-items?ownerIds=x', 'fixed-items?amendedWorkContractIds=1-2-3', 'variable-items?limit=1001'])(
  'the request %s is refused',
  async (query) => {
    expect((await ask(sandbox, path(query))).status).toBe(400);
  },
);

test('without the pay module all of its paths return a 404', async () => {
  for (const resource of ['fixed-items', 'variable-items', 'fixed-natures', 'variable-nature-categories']) {
    expect((await ask(sandbox, path(resource), { host: 'bare.ilucca.ch', key: tinyKeys.full })).status).toBe(404);
  }
  const { data } = await askJson(sandbox, '/api/v3/users?id=2&fields=applicationData', { host: 'bare.ilucca.ch' });
  expect(data.items).toEqual([{ applicationData: { fullTimeEquivalent: null, theoreticalRemuneration: null } }]);
});
