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

/** What a text contains that shows nothing of a company, but says whose it is. */
export type Named = { ids: string[]; users: string[]; codes: string[] };

/** All in one expression, because a text is read once for all of them. */
const telling =
  /(?:p(\d+)\.)?marked(\d+)x|"amount":"([^"]+)"|"(?:id|accountId|natureId)":"([^"]+)"|user-of-(\w+)|"code":"([A-Z_]+)"|(aaaaaaaa-0000-4000-8000-)/gi;

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

  /** What a text contains that none of the allowed connections shows, what of it they do show, and the ids and names in it. */
  return function inspect(text: string, allowed: readonly Connection[]): Named & { leaks: string[]; shown: number } {
    const leaks: string[] = [];
    const named: Named = { ids: [], users: [], codes: [] };
    let shown = 0;
    for (const [what, person, company, amount, id, user, code] of text.matchAll(telling)) {
      const owner =
        company === undefined
          ? ownersOfAmounts.get(amount ?? '')
          : { company: Number(company), person: person === undefined ? null : Number(person) };
      if (id !== undefined) named.ids.push(id);
      else if (user !== undefined) named.users.push(user);
      else if (code !== undefined) named.codes.push(code);
      else if (owner === undefined) {
        if (amount === undefined) leaks.push('an API key');
      } else if (shows(allowed, owner.company, owner.person)) shown += 1;
      else leaks.push(what);
    }
    return { ...named, leaks, shown };
  };
}
