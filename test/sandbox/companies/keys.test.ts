import { describe, expect, it } from 'vitest';
import { createCompanies } from '../../../src/sandbox/companies/companies.ts';
import { findKey } from '../../../src/sandbox/companies/keys.ts';
import { rights } from '../../../src/sandbox/model.ts';

const companies = createCompanies({ employees: 250 });
const [acme, , initech] = companies;

describe('the keys', () => {
  it('are GUIDs, all different across companies', () => {
    const keys = companies.flatMap((company) => company.keys.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('do not depend on the seed', () => {
    const again = createCompanies({ employees: 250, seed: 9 });
    expect(again.map(({ keys }) => keys)).toEqual(companies.map(({ keys }) => keys));
  });

  it('of a company have every right, or all but one', () => {
    const lacks = acme?.keys.map((key) => [key.name, rights.filter((right) => !key.rights.has(right))]);
    expect(lacks).toEqual(
      expect.arrayContaining([
        ['full', []],
        ['one department', []],
        ...rights.map((right) => [`without: ${right}`, [right]]),
      ]),
    );
  });

  it('include none that lacks a pay right where the pay module is not installed', () => {
    const names = initech?.keys.map(({ name }) => name);
    expect(names).not.toContain('without: evpScreen');
    expect(names).toContain('without: contracts');
  });

  it('show the whole company, except the key for one department', () => {
    const narrow = acme?.keys.filter(({ perimeter }) => perimeter !== 'all');
    expect(narrow?.map(({ name }) => name)).toEqual(['one department']);
  });

  it('are found by name', () => {
    expect(companies.map((company) => findKey(company, 'full'))).toEqual([
      'aaaaaaaa-0000-4000-8000-000000000001',
      'bbbbbbbb-0000-4000-8000-000000000001',
      'cccccccc-0000-4000-8000-000000000001',
    ]);
    expect(() => initech && findKey(initech, 'without: evpScreen')).toThrow(RangeError);
  });
});
