import { describe, expect, it } from 'vitest';
import { checkSchema } from '../../../src/accounts/rights/permissions.ts';
import { permissionCodes, rights } from '../../../src/accounts/rights/rights.ts';
import { rights as ticks } from '../../../src/sandbox/model.ts';
import { tickOf } from './worlds.ts';

describe('the table of rights', () => {
  it('contains every code of a check and every right of Lucca’s role screen', () => {
    expect(new Set(permissionCodes)).toEqual(new Set(checkSchema.shape.permission.options));
    expect(new Set(permissionCodes.map((code) => tickOf[code]))).toEqual(new Set(ticks));
  });

  it('requires one right, expects those of the setup guide, and recommends two that the guide lacks', () => {
    const codesOf = (requirement: string) => permissionCodes.filter((code) => rights[code].requirement === requirement);
    expect(codesOf('REQUIRED')).toEqual(['EMPLOYEE_LUCCA_DATA']);
    expect(codesOf('RECOMMENDED')).toEqual(['FUTURE_EMPLOYEES', 'FORMER_EMPLOYEES']);
    expect(codesOf('IF_MODULE')).toEqual(permissionCodes.filter((code) => code.startsWith('PAGGA')));
    expect(codesOf('EXPECTED')).toEqual([
      'DIRECTORY_ALL_DEPARTMENTS',
      'PERSONNEL_FILES',
      'EMPLOYEE_POSITIONS',
      'EMPLOYEE_MANAGERS',
      'EMPLOYEE_QUALIFICATIONS',
      'EMPLOYEE_CONTRACTS',
    ]);
  });

  it.each(permissionCodes)('contains the label, path and reason of %s in both languages', (code) => {
    const { label, luccaPath, reason } = rights[code];
    for (const texts of [label, reason]) expect(texts.en).not.toBe(texts.fr);
    for (const path of [luccaPath.en, luccaPath.fr]) expect(path.length).toBeGreaterThan(2);
  });
});
