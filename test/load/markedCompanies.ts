import { type ApiKey, type Company, rights } from '../../src/sandbox/model.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

/** What a connection of a tenant shows: a company, with a key for all of it or for one department. */
export type Connection = { company: number; keyName: 'whole' | 'branch' };

/** The department of the key for one department, and the people who are in it. */
const branch = { departmentIds: [12], people: [3, 5] };

/** In capitals and small letters: whatever the case, no cursor or hash contains it by chance. */
const markOf = (company: number) => `Marked${company}x`;
export const hostOf = (company: number) => `${markOf(company).toLowerCase()}.ilucca-demo.net`;

/** The API key of a connection; no two companies have the same. */
export const keyOf = ({ company, keyName }: Connection): string =>
  `aaaaaaaa-0000-4000-8000-00000000${String(company).padStart(2, '0')}${keyName === 'whole' ? '01' : '02'}`;

/**
 * A company whose names, e-mail addresses, amounts and host all say which one it is. Lucca's numbers are the same in all of them, so that
 * whatever is looked up by number alone finds the wrong one.
 */
export function markedCompany(index: number): Company {
  const mark = markOf(index);
  const company = tinyCompany({ host: hostOf(index) });
  for (const person of company.people) {
    person.lastName = `${person.lastName} ${mark}`;
    person.jobTitle = `${person.jobTitle ?? 'Nobody'} ${mark}`;
    person.employeeNumber = `${mark}-${person.id}`;
    person.mail = `p${person.id}.${mark}@mixed.test`;
    if (person.extendedData.e_badge) person.extendedData.e_badge = { id: 900 + person.id, value: `${mark}-badge` };
  }
  const { departments, establishments, legalUnits, fixedNatures, variableNatures, jobQualifications } = company;
  for (const named of [departments, establishments, legalUnits, fixedNatures, variableNatures].flat())
    named.name = `${named.name} ${mark}`;
  for (const { job, level } of jobQualifications) {
    job.name = `${job.name} ${mark}`;
    level.name = `${level.name} ${mark}`;
  }
  for (const [at, item] of [...company.fixedItems, ...company.variableItems].entries())
    item.amount = (200_000 + index * 3_701 + at * 137) / 100;
  const key = (keyName: Connection['keyName'], perimeter: ApiKey['perimeter']): ApiKey => ({
    key: keyOf({ company: index, keyName }),
    name: keyName,
    rights: new Set(rights),
    perimeter,
  });
  company.keys = [key('whole', 'all'), key('branch', { departmentIds: branch.departmentIds })];
  return company;
}

/** Finds what answers contain of the companies that they must not. */
export function createInspection(companies: readonly Company[]) {
  const ownersOfAmounts = new Map<string, { company: number; person: number }>();
  for (const [company, { fixedItems, variableItems, workContracts }] of companies.entries())
    for (const { amount, workContractId } of [...fixedItems, ...variableItems]) {
      const person = workContracts.find(({ id }) => id === workContractId)?.ownerId ?? 0;
      ownersOfAmounts.set(String(amount), { company, person });
    }

  const shows = (allowed: readonly Connection[], company: number, person: number | null) =>
    allowed.some(
      (each) =>
        each.company === company && (person === null || each.keyName === 'whole' || branch.people.includes(person)),
    );

  /** What a text contains that none of the allowed connections shows, and what of it they do show. */
  return function inspect(text: string, allowed: readonly Connection[]): { leaks: string[]; shown: number } {
    const found: { what: string; company: number; person: number | null }[] = [];
    for (const [what, company] of text.matchAll(/marked(\d+)x/gi))
      found.push({ what, company: Number(company), person: null });
    for (const [what, person, company] of text.matchAll(/p(\d+)\.marked(\d+)x@/gi))
      found.push({ what, company: Number(company), person: Number(person) });
    for (const [what, amount = ''] of text.matchAll(/"amount":"([^"]+)"/g)) {
      const owner = ownersOfAmounts.get(amount);
      if (owner) found.push({ what, ...owner });
    }
    const leaks = found.filter(({ company, person }) => !shows(allowed, company, person)).map(({ what }) => what);
    if (/aaaaaaaa-0000-4000-8000-/.test(text)) leaks.push('an API key');
    return { leaks, shown: found.length - leaks.length };
  };
}
