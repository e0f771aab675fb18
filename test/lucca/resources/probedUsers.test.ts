import { describe, expect, it } from 'vitest';
import { probedUsers } from '../../../src/lucca/resources/probedUsers.ts';

const traces = (fields: object) => probedUsers.row.parse({ id: 7, ...fields });

describe('a probed user', () => {
  it('distinguishes a field with a value, an empty field and an absent one', () => {
    expect(traces({ jobTitle: 'Engineer', managerID: null, gender: null, birthDate: '1980-01-01T00:00:00' })).toEqual({
      id: 7,
      lastDay: 'absent',
      departmentId: null,
      position: 'filled',
      manager: 'empty',
      managerId: null,
      personnelFile: 'filled',
      payFigures: 'empty',
    });
    expect(traces({})).toMatchObject({ position: 'absent', manager: 'absent', personnelFile: 'absent' });
  });

  it('has a last day unless it is a placeholder for none', () => {
    expect(traces({ dtContractEnd: '2026-03-31T00:00:00' }).lastDay).toBe('filled');
    expect(traces({ dtContractEnd: '9999-12-31T00:00:00' }).lastDay).toBe('empty');
    expect(traces({ dtContractEnd: null }).lastDay).toBe('empty');
  });

  it('has property names in any casing', () => {
    expect(traces({ managerId: 3, departmentID: 12 })).toMatchObject({
      manager: 'filled',
      managerId: 3,
      departmentId: 12,
    });
  });

  it.each([
    [{ fullTimeEquivalent: { value: '0.8', link: null }, theoreticalRemuneration: null }, 'filled'],
    [{ fullTimeEquivalent: null, theoreticalRemuneration: { value: '87,000.00 €' } }, 'filled'],
    [{ fullTimeEquivalent: { value: null }, theoreticalRemuneration: null }, 'empty'],
    [{}, 'absent'],
    [null, 'empty'],
  ])('has the pay figures of %j %s', (applicationData, trace) => {
    expect(traces({ applicationData }).payFigures).toBe(trace);
  });

  it.each([
    [{ gender: 'Undefined', birthDate: '0001-01-01T00:00:00', nationalityId: '' }, 'empty'],
    [{ gender: 'Undefined', birthDate: '1900-01-01', nationalityId: null }, 'empty'],
    [{ gender: 'Misc' }, 'filled'],
    [{ gender: 'Undefined', birthDate: '1980-01-01' }, 'filled'],
  ])('with what may stand for nothing, %j, proves no right: %s', (fields, trace) => {
    expect(traces(fields).personnelFile).toBe(trace);
    expect(traces({ jobTitle: ' ' }).position).toBe('empty');
  });

  it('contains no value but ids', () => {
    expect(JSON.stringify(traces({ jobTitle: 'Engineer', birthDate: '1980-01-01', gender: 'Female' }))).not.toMatch(
      /Engineer|1980|Female/,
    );
  });
});
