import { describe, expect, it } from 'vitest';
import { createCompany, hosts } from '../../../src/sandbox/companies/companies.ts';
import { covers } from '../../../src/sandbox/companies/dates.ts';
import type { Person } from '../../../src/sandbox/model.ts';

const globex = createCompany(hosts.globex, { employees: 4000 });
const isActive = ({ contractStartsOn: startsOn, contractEndsOn: endsOn }: Person) =>
  covers({ startsOn, endsOn }, globex.today);
const share = (suits: (person: Person) => boolean) => globex.people.filter(suits).length / globex.people.length;
const each = (rows: readonly unknown[]) => rows.length / globex.people.length;

describe('the workforce', () => {
  it('has about 8 % former and 2 % future employees', () => {
    expect(share(({ contractEndsOn }) => contractEndsOn !== null && contractEndsOn < globex.today)).toBeCloseTo(
      0.08,
      1,
    );
    expect(share(({ contractStartsOn }) => contractStartsOn > globex.today)).toBeCloseTo(0.02, 1);
  });

  it('has about as many rows per person as a real company', () => {
    expect(each(globex.workContracts)).toBeCloseTo(1.15, 0);
    expect(each(globex.fixedItems)).toBeGreaterThan(1.8);
    expect(each(globex.fixedItems)).toBeLessThan(2.6);
    expect(each(globex.variableItems)).toBeGreaterThan(3);
    expect(each(globex.variableItems)).toBeLessThan(4);
  });

  it('is led by people with 4 to 12 reports, with few exceptions', () => {
    const spans = new Map<number | null, number>();
    for (const { id, managerId } of globex.people.filter(isActive)) {
      if (id !== managerId) spans.set(managerId, (spans.get(managerId) ?? 0) + 1);
    }
    const usual = [...spans.values()].filter((span) => span >= 4 && span <= 12);
    expect(usual.length / spans.size).toBeGreaterThan(0.9);
  });

  it('has a chain of managers from everybody to the chief executive, except from the two in a cycle', () => {
    const managers = new Map<number | null, number | null>(globex.people.map(({ id, managerId }) => [id, managerId]));
    const top = (id: number) => {
      let at: number | null = id;
      for (let steps = 0; steps < 12; steps += 1) at = managers.get(at) ?? null;
      return at;
    };
    const cycle = globex.traps.managerCycle ?? [];
    const lost = globex.people.filter(({ id }) => !cycle.includes(id) && top(id) !== globex.traps.selfManager?.[0]);
    expect(lost).toEqual([]);
  });

  it('has departments two to four levels deep', () => {
    const parents = new Map<number | null, number | null>(globex.departments.map(({ id, parentId }) => [id, parentId]));
    const depth = (id: number | null): number => (id === null ? 0 : 1 + depth(parents.get(id) ?? null));
    expect(Math.max(...globex.departments.map(({ id }) => depth(id)))).toBe(4);
  });

  it('has part-timers, interns, apprentices and freelancers', () => {
    expect(share(({ fullTimeEquivalent }) => fullTimeEquivalent === 0.8)).toBeGreaterThan(0.04);
    expect(share(({ fullTimeEquivalent }) => fullTimeEquivalent === 0.5)).toBeGreaterThan(0.005);
    const types = new Set(globex.workContracts.map(({ typeId }) => typeId));
    expect(types).toEqual(new Set(globex.contractTypes.map(({ id }) => id)));
  });

  it('pays women a few per cent less than men of the same job, level and place', () => {
    const groups = new Map<string, { Male: number[]; Female: number[] }>();
    for (const person of globex.people.filter(isActive)) {
      const { gender, theoreticalRemuneration: yearly, fullTimeEquivalent: share } = person;
      if ((gender !== 'Male' && gender !== 'Female') || !yearly || !share) continue;
      const name = `${person.jobQualificationId}/${person.establishmentId}`;
      const group = groups.get(name) ?? { Male: [], Female: [] };
      group[gender].push(yearly / share);
      groups.set(name, group);
    }
    const compared = [...groups.values()].filter(({ Male, Female }) => Male.length >= 8 && Female.length >= 8);
    const ratios = compared.map(({ Male, Female }) => median(Female) / median(Male));
    expect(compared.length).toBeGreaterThan(10);
    expect(median(ratios)).toBeGreaterThan(0.93);
    expect(median(ratios)).toBeLessThan(0.99);
  });
});

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
