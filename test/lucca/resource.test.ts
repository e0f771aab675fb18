import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkIds, requestTarget } from '../../src/lucca/resource.ts';
import { fixedItems } from '../../src/lucca/resources/fixedItems.ts';
import { users } from '../../src/lucca/resources/users.ts';
import { workContracts } from '../../src/lucca/resources/workContracts.ts';

test('a request target keeps commas and brackets and encodes every other special character', () => {
  expect(requestTarget('/a', { fields: 'id,csp[id,name]', x: 'ä&=#? +' })).toBe(
    '/a?fields=id,csp[id,name]&x=%C3%A4%26%3D%23%3F%20%2B',
  );
  expect(requestTarget('/a', {})).toBe('/a');
});

test('ids are split so that each is requested once and no URL reaches 2,000 characters', () => {
  const token = 'x'.repeat(100);
  const cases = [
    {
      ask: (ids: number[], host: string) => chunkIds(users, host, 'id', ids),
      name: 'id',
      paging: { paging: '999000,1000' },
      of: users,
    },
    {
      ask: (ids: number[], host: string) => chunkIds(workContracts, host, 'ownerId', ids),
      name: 'ownerId',
      paging: { page: '9999', limit: '1000', 'fields.root': 'count' },
      of: workContracts,
    },
    {
      ask: (ids: number[], host: string) => chunkIds(fixedItems, host, 'ownerIds', ids),
      name: 'ownerIds',
      paging: { page: token, limit: '1000', 'fields.root': 'next,count' },
      of: fixedItems,
    },
  ];
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 99_999_999 }), { maxLength: 1_500, size: 'max' }),
      fc.integer({ min: 1, max: 63 }),
      fc.constantFrom(...cases),
      (ids, labelLength, { ask, name, paging, of }) => {
        const host = `${'a'.repeat(labelLength)}.sandbox.eu1.luccasoftware.com`;
        const chunks = ask(ids, host);
        expect(chunks.flatMap((chunk) => chunk.split(',').map(Number))).toEqual([...new Set(ids)]);
        for (const chunk of chunks) {
          const url = `https://${host}${requestTarget(of.path, { ...of.query, ...paging, [name]: chunk })}`;
          expect(url.length).toBeLessThan(2_000);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a URL contains as many ids as fit', () => {
  const ids = Array.from({ length: 1_000 }, (_, at) => 100_000 + at);
  expect(chunkIds(users, 'acme.ilucca.net', 'id', ids).length).toBeLessThanOrEqual(6);
  expect(chunkIds(users, 'acme.ilucca.net', 'id', [])).toEqual([]);
});
