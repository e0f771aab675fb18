import { Decimal } from 'decimal.js';
import type { TrappedCompany } from '../../src/sandbox/companies/companies.ts';
import { type Assignment, assignmentsOf } from '../../src/sandbox/companies/workingTime.ts';
import type { FixedItem, Person, VariableItem, WorkContract } from '../../src/sandbox/model.ts';

// Every figure of pay once more, by other means and from the raw rows of a company: day by day, without any code of the subgraph.

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
type Exact = Decimal;

/** What a company knows of its natures: `isTarget` is what a test has set. */
type Rule = {
  kind: 'BASE' | 'GUARANTEED' | 'FIXED' | 'BENEFIT' | 'VARIABLE' | 'ONE_OFF' | 'NONE';
  times: number;
  isProportional: boolean;
};

/** The figures of one person as decimal text; null where they are not known. */
export type Recomputed = Record<(typeof figureNames)[number], string | null>;

/** The figures, by the names that a query below gives them. */
export const figureNames = [
  'baseSalary',
  'annualBaseFullTime',
  'annualFixedFullTime',
  'annualGuaranteedFullTime',
  'annualVariableTarget',
  'variableLast12Months',
  'monthsWithContract',
  'hourlyBase',
  'grossTotal',
  'grossHourly',
  'grossHours',
  'grossComponents',
] as const;

const text = (sum: Exact | null) => (sum === null ? null : sum.toFixed(2));
const total = (amounts: readonly Exact[]): Exact => amounts.reduce((sum, each) => sum.plus(each), new Exact(0));

/** The rows of one person. */
type Rows = {
  person: Person;
  contracts: WorkContract[];
  fixed: FixedItem[];
  variable: VariableItem[];
  assignments: Assignment[];
};

/** Recomputes the figures of everybody with fixed pay on the company's day, whose variable natures with these numbers are targets. */
export function recompute(company: TrappedCompany, targets: ReadonlySet<number>): Map<number, Recomputed> {
  const rules = rulesOf(company);
  const currencies = new Map(company.establishments.map(({ id, currencyCode }) => [id, currencyCode]));
  const placeOf = new Map(company.workContracts.map(({ id, establishmentId }) => [id, establishmentId]));
  const days = daysOfYear(company.today);
  const found = new Map<number, Recomputed>();
  for (const rows of rowsByPerson(company).values()) {
    const isPaid = rows.fixed.some((item) => isOn(item, company.today));
    if (!isPaid || !rows.contracts.some((each) => isOn(each, company.today))) continue;
    const currencyOf = (item: { workContractId: number }) =>
      currencies.get(placeOf.get(item.workContractId) ?? 0) ?? null;
    const facts = { company, rows, rules, targets, days, currencyOf };
    found.set(rows.person.id, { ...ofDay(facts), ...ofYear(facts) });
  }
  return found;
}

type Facts = {
  company: TrappedCompany;
  rows: Rows;
  rules: { fixed: Map<number, Rule>; variable: Map<number, Rule> };
  targets: ReadonlySet<number>;
  days: Day[];
  currencyOf: (item: { workContractId: number }) => string | null;
};

function rulesOf({ payRules, fixedNatures, variableNatures }: TrappedCompany): Facts['rules'] {
  const fixed = fixedNatures.map(({ id, name, category }): [number, Rule] => {
    const { timesPerYear: times = 0, isProportional = true } = payRules.find(({ natureId }) => natureId === id) ?? {};
    const isHomeOffice = /télétravail|remote work/i.test(name);
    const kinds = {
      BASIC_SALARY: 'BASE',
      FIXED_BONUS: isHomeOffice ? 'FIXED' : 'GUARANTEED',
      BENEFIT_IN_KIND: 'BENEFIT',
    };
    const kind = times === 0 ? 'NONE' : (kinds[(category?.code ?? '') as keyof typeof kinds] ?? 'FIXED');
    return [id, { kind: kind as Rule['kind'], times, isProportional }];
  });
  const variable = variableNatures.map(({ id, type, category }): [number, Rule] => {
    const kind = type === 'Number' ? 'NONE' : category === null ? 'ONE_OFF' : 'VARIABLE';
    return [id, { kind, times: 0, isProportional: false }];
  });
  return { fixed: new Map(fixed), variable: new Map(variable) };
}

function rowsByPerson(company: TrappedCompany): Map<number, Rows> {
  const empty = (person: Person): Rows => ({ person, contracts: [], fixed: [], variable: [], assignments: [] });
  const all = new Map(company.people.map((person) => [person.id, empty(person)]));
  const owners = new Map(company.workContracts.map(({ id, ownerId }) => [id, ownerId]));
  const of = ({ workContractId }: { workContractId: number }) => all.get(owners.get(workContractId) ?? 0);
  for (const contract of company.workContracts) all.get(contract.ownerId)?.contracts.push(contract);
  for (const item of company.fixedItems) of(item)?.fixed.push(item);
  for (const item of company.variableItems) if (!item.isDeleted) of(item)?.variable.push(item);
  for (const each of assignmentsOf(company)) if (each.arrangement) all.get(each.person.id)?.assignments.push(each);
  return all;
}

const isOn = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string) =>
  startsOn <= day && (endsOn === null || day <= endsOn);

/** A day, with the part of its month that it is. */
type Day = { day: string; month: number };

function daysOfYear(last: string): Day[] {
  const days: Day[] = [];
  for (let at = Date.parse(last); days.length < 365; at -= 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.unshift({ day, month: new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate() });
  }
  return days;
}

/**
 * The yearly base salary at full time of everybody with fixed pay under contract on a day; null where it is not known. The currency is that of
 * the establishment, which is one for a person's items of a day.
 */
export function annualBaseOn(company: TrappedCompany, day: string): Map<number, string | null> {
  const rules = rulesOf(company);
  const found = new Map<number, string | null>();
  for (const rows of rowsByPerson(company).values()) {
    const items = rows.fixed.filter((item) => isOn(item, day));
    if (items.length === 0 || !rows.contracts.some((each) => isOn(each, day))) continue;
    const base = items.filter(({ natureId }) => rules.fixed.get(natureId)?.kind === 'BASE');
    const { earlierShares, fullTimeEquivalent } = rows.person;
    const share = earlierShares.find(({ until }) => day <= until)?.share ?? fullTimeEquivalent ?? 1;
    const amounts = base.map(({ amount, natureId }) => {
      const { times, isProportional } = rules.fixed.get(natureId) as Rule;
      return new Exact(amount).times(times).dividedBy(isProportional ? share : 1);
    });
    found.set(rows.person.id, base.length === 0 || isTwice(base) ? null : text(total(amounts)));
  }
  return found;
}

/** Two items of one nature at the same time may be one. */
const isTwice = (items: readonly FixedItem[]) => new Set(items.map(({ natureId }) => natureId)).size < items.length;
const isEnteredTwice = (items: readonly VariableItem[]) =>
  new Set(items.map(({ natureId, periodOn, amount }) => [natureId, periodOn, amount].join())).size < items.length;

function ofDay({ company, rows, rules, targets, days, currencyOf }: Facts) {
  const { today } = company;
  const { person } = rows;
  const share = person.earlierShares.find(({ until }) => today <= until)?.share ?? person.fullTimeEquivalent ?? 1;
  const items = rows.fixed.filter((item) => isOn(item, today));
  const ofKinds = (...kinds: Rule['kind'][]) =>
    items.filter(({ natureId }) => kinds.includes(rules.fixed.get(natureId)?.kind ?? 'NONE'));
  const oneCurrency = (counted: readonly { workContractId: number }[]) => new Set(counted.map(currencyOf)).size === 1;
  const yearly = (counted: FixedItem[]) => {
    if (!oneCurrency(counted) || isTwice(counted)) return null;
    return total(
      counted.map(({ amount, natureId }) => {
        const { times, isProportional } = rules.fixed.get(natureId) as Rule;
        return new Exact(amount).times(times).dividedBy(isProportional ? share : 1);
      }),
    );
  };
  const base = ofKinds('BASE');
  const annualBase = yearly(base);
  const recent = rows.variable.filter(({ periodOn }) => periodOn >= (days[0]?.day ?? '') && periodOn <= today);
  const sumOf = (paid: VariableItem[]) =>
    !oneCurrency(paid) || isEnteredTwice(paid) ? null : total(paid.map(({ amount }) => new Exact(amount)));
  const isTarget = ({ natureId }: VariableItem) => targets.has(natureId);
  const isVariable = ({ natureId }: VariableItem) => rules.variable.get(natureId)?.kind === 'VARIABLE';
  const worked = days.filter(({ day }) => rows.contracts.some((each) => isOn(each, day))).length;
  const week = fullTimeWeek(rows, company, today);
  return {
    baseSalary: annualBase === null ? null : total(base.map(({ amount }) => new Exact(amount))).toFixed(),
    annualBaseFullTime: text(annualBase),
    annualFixedFullTime: text(yearly(ofKinds('BASE', 'GUARANTEED', 'FIXED'))),
    annualGuaranteedFullTime: text(yearly(ofKinds('BASE', 'GUARANTEED'))),
    annualVariableTarget: text(sumOf(recent.filter(isTarget))),
    variableLast12Months: text(sumOf(recent.filter((item) => isVariable(item) && !isTarget(item)))),
    monthsWithContract: text(new Exact(worked).times(12).dividedBy(days.length)),
    hourlyBase:
      annualBase === null || week === null
        ? null
        : text(new Exact(annualBase.toFixed(2)).dividedBy(new Exact(week).times(52))),
  };
}

/** The arrangement on a day, of the contract of that day. */
function arrangementOn({ assignments, contracts }: Rows, day: string) {
  const contract = contracts.find((each) => isOn(each, day));
  return assignments.find((each) => each.contract === contract && isOn(each, day))?.arrangement ?? null;
}

const isInFrance = ({ contracts }: Rows, { establishments }: TrappedCompany, day: string) => {
  const place = contracts.find((each) => isOn(each, day))?.establishmentId;
  return establishments.find(({ id }) => id === place)?.timeZoneId === 'Europe/Paris';
};

function fullTimeWeek(rows: Rows, company: TrappedCompany, day: string): number | null {
  const arrangement = arrangementOn(rows, day);
  if (arrangement) return arrangement.unit === 'hour' ? arrangement.referenceDuration : null;
  return isInFrance(rows, company, day) ? 35 : null;
}

/** The figures of everybody with pay in the personnel file on the company's day, as initech fills in its files. */
export function recomputeFromFiles(company: TrappedCompany): Map<number, Recomputed> {
  const choices = company.extensionDefinitions.flatMap(({ entries }) => entries);
  const days = daysOfYear(company.today);
  const found = new Map<number, Recomputed>();
  for (const rows of rowsByPerson(company).values()) {
    const contract = rows.contracts.find((each) => isOn(each, company.today));
    const value = (field: string) => {
      const content = rows.person.extendedData[field];
      return content === undefined || Array.isArray(content) ? null : content.value;
    };
    const salary = value('e_salaireannuel');
    const bonus = value('e_bonuscible');
    if (!contract || (salary === null && bonus === null)) continue;
    const share = new Exact(String(value('e_tauxactivite') ?? '100').replace(' %', '')).dividedBy(100);
    const place = company.establishments.find(({ id }) => id === contract.establishmentId);
    const legal = company.legalUnits.find(({ id }) => id === place?.legalUnitId);
    const currency = choices.find(({ id }) => id === value('e_devise'))?.name ?? legal?.currencyCode;
    const worked = currency === undefined ? null : typed(salary);
    const yearly = worked && text(worked.dividedBy(share));
    const week = fullTimeWeek(rows, company, company.today);
    const under = days.filter(({ day }) => rows.contracts.some((each) => isOn(each, day))).length;
    found.set(rows.person.id, {
      ...unknown,
      baseSalary: worked?.toFixed() ?? null,
      annualBaseFullTime: yearly,
      annualFixedFullTime: yearly,
      annualGuaranteedFullTime: yearly,
      annualVariableTarget: text(typed(bonus)),
      variableLast12Months: null,
      monthsWithContract: text(new Exact(under).times(12).dividedBy(days.length)),
      hourlyBase: yearly && week !== null ? text(new Exact(yearly).dividedBy(new Exact(week).times(52))) : null,
    });
  }
  return found;
}

/** An amount as people type it, with blanks or apostrophes between thousands; null for anything that may mean something else. */
function typed(content: string | number | null): Exact | null {
  const digits = /^(\d+)(?:,00)?$/.exec(String(content).replace(/['\s]/g, ''))?.[1];
  return digits === undefined ? null : new Exact(digits);
}

const unknown = { grossTotal: null, grossHourly: null, grossHours: null, grossComponents: null };

type Counted = { item: FixedItem; days: Map<number, number> };

function ofYear(facts: Facts) {
  const { company, rows, rules, targets, days, currencyOf } = facts;
  const ruleOf = ({ natureId }: FixedItem) => rules.fixed.get(natureId) as Rule;
  const counted = new Map<number, Counted>();
  let worked = 0;
  const weeks: { week: number | null; month: number }[] = [];
  for (const { day, month } of days) {
    const contracts = rows.contracts.filter((each) => isOn(each, day));
    if (contracts.length === 0) continue;
    worked += 1;
    const items = rows.fixed.filter((item) => isOn(item, day) && ruleOf(item).kind !== 'NONE');
    if (isTwice(items) || !items.some((item) => ruleOf(item).kind === 'BASE')) return unknown;
    for (const item of items) {
      const each = counted.get(item.id) ?? { item, days: new Map() };
      each.days.set(month, (each.days.get(month) ?? 0) + 1);
      counted.set(item.id, each);
    }
    weeks.push({ week: contracts.length > 1 ? null : weekOn(rows, day), month });
  }
  const hours = hoursOf(weeks);
  const first = days[0]?.day ?? '';
  const amounts = new Map<FixedItem, Exact>();
  for (const { item, days: counting } of counted.values()) {
    const { times } = ruleOf(item);
    const isOfOneMonth = item.endsOn?.slice(0, 7) === item.startsOn.slice(0, 7);
    const length = item.endsOn === null ? Number.POSITIVE_INFINITY : lengthOf(item.startsOn, item.endsOn);
    if (times < 12 && !isOfOneMonth && length * times < 360) return unknown;
    const months = monthsOf(counting);
    if (times >= 12 || !isOfOneMonth) amounts.set(item, months.times(times).times(item.amount).dividedBy(12));
    else if (item.startsOn >= first) amounts.set(item, new Exact(item.amount));
  }
  const paid = rows.variable.filter(
    ({ natureId, periodOn }) =>
      periodOn >= first &&
      periodOn <= company.today &&
      rules.variable.get(natureId)?.kind !== 'NONE' &&
      !targets.has(natureId),
  );
  if (isEnteredTwice(paid) || new Set([...amounts.keys(), ...paid].map(currencyOf)).size !== 1) return unknown;
  const variable = total(paid.map(({ amount }) => new Exact(amount)));
  const sum = total([...amounts.values()]).plus(variable);
  const ofBenefits = [...amounts].filter(([item]) => ruleOf(item).kind === 'BENEFIT').map(([, amount]) => amount);
  return {
    grossTotal: worked === days.length ? text(sum) : null,
    grossHourly: hours && text(new Exact(sum.toFixed(2)).dividedBy(hours)),
    grossHours: text(hours),
    grossComponents: [
      text(total([...amounts].filter(([item]) => ruleOf(item).kind === 'BASE').map(([, amount]) => amount))),
      text(total(ofBenefits)),
    ].join(),
  };
}

/** The hours of days with so many hours a week, which are parts of a month each. */
function hoursOf(weeks: readonly { week: number | null; month: number }[]): Exact | null {
  const byWeek = new Map<number, Map<number, number>>();
  for (const { week, month } of weeks) {
    if (week === null) return null;
    const days = byWeek.get(week) ?? new Map<number, number>();
    byWeek.set(week, days.set(month, (days.get(month) ?? 0) + 1));
  }
  return total([...byWeek].map(([week, days]) => monthsOf(days).times(week)))
    .times(52)
    .dividedBy(12);
}

/** The months that so many days of months of each length are, with ten digits, as the schema has them. */
const monthsOf = (days: ReadonlyMap<number, number>): Exact =>
  total([...days].map(([month, count]) => new Exact(count).dividedBy(month))).toDecimalPlaces(10);

const lengthOf = (startsOn: string, endsOn: string) => (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000 + 1;

/** The hours of a week in which a day lies. Without an arrangement, the share is known for today's contract and items alone. */
function weekOn(rows: Rows, day: string): number | null {
  const arrangement = arrangementOn(rows, day);
  return arrangement?.unit === 'hour' ? arrangement.contractDuration : null;
}
