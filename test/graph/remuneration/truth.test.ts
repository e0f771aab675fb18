import { Decimal } from 'decimal.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { findTrap, hosts, type TrappedCompany } from '../../../src/sandbox/companies/companies.ts';
import { kindOf } from '../../../src/sandbox/companies/plan.ts';
import type { FixedItem, Person, VariableItem } from '../../../src/sandbox/model.ts';
import { everybody } from '../../support/everybody.ts';
import { setMapping, toTruth } from '../../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph, today } from '../../support/subgraph.ts';
import { isThorough } from '../../support/thoroughness.ts';
import { currencyOf, isInForce, rowOf } from '../../support/truth.ts';

type Money = { money: { amount: string; currency: string } } | null;
type Figures = {
  annualBaseFullTime: Money;
  annualFixedFullTime: Money;
  annualGuaranteedFullTime: Money;
  variableLast12Months: Money;
};
type Returned = { luccaId: string; remuneration: Figures & { warnings: { code: string }[] } };

const figures = `annualBaseFullTime { money { amount currency } } annualFixedFullTime { money { amount currency } }
  annualGuaranteedFullTime { money { amount currency } }
  variableLast12Months { money { amount currency } }`;
const fields = `luccaId remuneration { ... on Remuneration { ${figures} warnings { code } } }`;

/** Somebody with fixed pay on a day. Everybody's items are grouped once, because companies are large. */
type PaidPerson = { person: Person; fixed: FixedItem[]; variable: VariableItem[] };

function paidOn(day: string, company: TrappedCompany): Map<number, PaidPerson> {
  const owners = new Map(company.workContracts.map(({ id, ownerId }) => [id, ownerId]));
  const paidPeople = new Map<number, PaidPerson>(
    company.people.map((person) => [person.id, { person, fixed: [], variable: [] }]),
  );
  const payeeOf = ({ workContractId }: { workContractId: number }) => paidPeople.get(owners.get(workContractId) ?? 0);
  for (const item of company.fixedItems) if (isInForce(item, day)) payeeOf(item)?.fixed.push(item);
  for (const item of company.variableItems) payeeOf(item)?.variable.push(item);
  return new Map([...paidPeople].filter(([, { fixed }]) => fixed.length > 0));
}

/** The figures of a day as computed by an administrator of the company, who knows how each nature is paid and who worked how much. */
function truthOf(company: TrappedCompany, { person, fixed, variable }: PaidPerson, day = today): Figures {
  const share = person.earlierShares.find(({ until }) => day <= until)?.share ?? person.fullTimeEquivalent ?? 1;
  const items = fixed.map((item) => {
    const rule = company.payRules.find(({ natureId }) => natureId === item.natureId);
    if (!rule) throw new RangeError(`nature ${item.natureId} has no rule`);
    const yearly = new Decimal(item.amount).times(rule.timesPerYear);
    const category = rowOf(company.fixedNatures, item.natureId).category?.code;
    const atFullTime = rule.isProportional ? yearly.div(share) : yearly;
    const { name } = rowOf(company.fixedNatures, item.natureId);
    const isGuaranteed =
      category === 'BASIC_SALARY' || (category === 'FIXED_BONUS' && !/télétravail|remote work/i.test(name));
    return { item, atFullTime, category, isGuaranteed, isMoney: rule.timesPerYear > 0 };
  });
  const yearly = (counted: typeof items): Money => {
    const [first] = counted;
    const natures = new Set(counted.map(({ item }) => item.natureId));
    // Only the company knows what two items of one nature mean.
    if (!first || natures.size < counted.length) return null;
    const amount = Decimal.sum(...counted.map((each) => each.atFullTime)).toFixed(2, Decimal.ROUND_HALF_UP);
    return { money: { amount, currency: currencyOf(company, first.item) } };
  };
  const paid = variable.filter(
    ({ periodOn, isDeleted, natureId }) =>
      !isDeleted &&
      periodOn >= '2025-12-01' &&
      periodOn <= today &&
      // Natures without a category are for one-off payments and hours in both companies.
      rowOf(company.variableNatures, natureId).category !== null,
  );
  const [first] = paid;
  const amount = first && Decimal.sum(...paid.map(({ amount }) => amount)).toFixed(2);
  return {
    annualBaseFullTime: yearly(items.filter(({ category }) => category === 'BASIC_SALARY')),
    annualFixedFullTime: yearly(items.filter(({ category, isMoney }) => isMoney && category !== 'BENEFIT_IN_KIND')),
    annualGuaranteedFullTime: yearly(items.filter(({ isGuaranteed }) => isGuaranteed)),
    variableLast12Months: first ? { money: { amount: amount ?? '', currency: currencyOf(company, first) } } : null,
  };
}

// Ten thousand people's figures are computed again in `test/pay/recomputed.test.ts`.
describe.each([
  ['acme', hosts.acme, 250],
  ['globex', hosts.globex, isThorough ? 2_500 : 600],
])('the yearly figures of everybody at %s', (_, host, people) => {
  const company = createTestCompany(host, { employees: people });
  const paidPeople = paidOn(today, company);
  let subgraph: Subgraph;
  beforeAll(async () => {
    // This test is about correct figures, not about how long a busy machine takes.
    subgraph = await startSubgraph({ companies: [company], app: { deadlineMs: 120_000 } });
    await subgraph.connect(company);
  });

  /** What the graph returns for everybody with fixed pay today, and the people for whom it is wrong. */
  async function compare() {
    const all = await everybody<Returned>(subgraph, fields, { first: 250 });
    const compared = all.flatMap((each) => {
      const truth = paidPeople.get(Number(each.luccaId));
      return truth ? [{ ...each, truth }] : [];
    });
    expect(all).toHaveLength(people);
    expect(compared).toHaveLength(paidPeople.size);
    const wrong = compared.filter(({ remuneration: { warnings: _, ...returned }, truth }) => {
      return JSON.stringify(returned) !== JSON.stringify(truthOf(company, truth));
    });
    const holders = (code: string) =>
      compared
        .filter(({ remuneration }) => remuneration.warnings.some((warning) => warning.code === code))
        .map(({ luccaId }) => Number(luccaId));
    return { compared, wrong, holders };
  }

  it('all figures are right without any settings, except for amounts that do not follow the working time or are not money, which Lucca does not show', async () => {
    const { compared, wrong, holders } = await compare();
    const isUnlike = ({ isProportional, timesPerYear }: (typeof company.payRules)[number]) =>
      !isProportional || timesPerYear === 0;
    const unlike = new Set(company.payRules.filter(isUnlike).map(({ natureId }) => natureId));
    for (const { truth } of wrong) expect(truth.fixed.some(({ natureId }) => unlike.has(natureId))).toBe(true);
    expect(wrong.length).toBeLessThan(compared.length / 15);
    const doubts = ['PROPORTIONALITY_GUESSED', 'PERIODICITY_UNKNOWN'];
    const isDoubted = ({ remuneration: { warnings } }: Returned) => warnings.some(({ code }) => doubts.includes(code));
    expect(wrong.filter((each) => !isDoubted(each))).toEqual([]);
    expect(wrong.some(({ luccaId }) => holders('PROPORTIONALITY_GUESSED').includes(Number(luccaId)))).toBe(true);
    // Items that are not money are never counted without a warning.
    const [voucherHolder] = findTrap(company, 'fixedQuantity');
    expect(holders('UNMAPPED_NATURE')).toContain(voucherHolder);
    expect(holders('PERIODICITY_UNKNOWN')).toEqual([voucherHolder]);
    expect(holders('PERIODICITY_GUESSED')).toEqual([]);
    expect(holders('OVERLAPPING_ITEMS')).toEqual(
      findTrap(company, 'overlappingItems').filter((id) => paidPeople.has(id)),
    );
  }, 300_000);

  it('all figures are right for everybody once the mapping is set, and only uncertain ones have warnings', async () => {
    await setMapping(subgraph, toTruth(company));
    const { wrong, holders } = await compare();
    expect(wrong).toEqual([]);
    expect(holders('PERIODICITY_UNKNOWN')).toEqual([]);
    expect(holders('UNMAPPED_NATURE')).toEqual([]);
    expect(holders('PROPORTIONALITY_GUESSED')).toEqual([]);
    expect(holders('FTE_ASSUMED')).toEqual([]);
    expect(holders('MIXED_CURRENCIES')).toEqual([]);
    const trainees = new Set(
      company.workContracts
        .filter((contract) => isInForce(contract, today) && ['internship', 'apprenticeship'].includes(kindOf(contract)))
        .map(({ ownerId }) => ownerId),
    );
    // Some interns really earn less than 5,000 euros a year.
    const unitsPerEuro: Record<string, number> = { SEK: 10, PLN: 4 };
    const outside = [...paidPeople].filter(([id, each]) => {
      const { money } = truthOf(company, each).annualBaseFullTime ?? {};
      const euros = Number(money?.amount) / (unitsPerEuro[money?.currency ?? ''] ?? 1);
      return euros < (trainees.has(id) ? 1_000 : 5_000) || euros > 1_000_000;
    });
    expect(holders('IMPLAUSIBLE_AMOUNT').toSorted()).toEqual(outside.map(([id]) => id).toSorted());
    expect(holders('IMPLAUSIBLE_AMOUNT')).toContain(findTrap(company, 'implausibleSalary')[0]);
    const outOfDate = findTrap(company, 'theoreticalOutOfDate').filter((id) => paidPeople.has(id));
    expect(holders('DIFFERS_FROM_LUCCA').toSorted()).toEqual(outOfDate.toSorted());
    const hours = new Set(company.variableNatures.filter(({ type }) => type === 'Number').map(({ id }) => id));
    const withHours = [...paidPeople].filter(([, { variable }]) =>
      variable.some((item) => hours.has(item.natureId) && item.periodOn >= '2025-12-01' && !item.isDeleted),
    );
    expect(holders('QUANTITY_ITEM_IGNORED').toSorted()).toEqual(withHours.map(([id]) => id).toSorted());
  }, 300_000);

  it('figures at full time of a day in the past are right for everybody by the arrangements of people, and without them right or in doubt', async () => {
    const past = '2026-01-31';
    const people = paidOn(past, company);
    await setMapping(subgraph, toTruth(company));
    const fieldsThen = `luccaId remuneration(asOf: "${past}") { ... on Remuneration { annualBaseFullTime { money { amount currency } }
      annualFixedFullTime { money { amount currency } } annualGuaranteedFullTime { money { amount currency } } warnings { code } } }`;
    /** The people whose figures are wrong, and those whose share of full time is assumed. */
    const comparePast = async () => {
      const all = await everybody<Returned>(subgraph, fieldsThen, { first: 250 });
      const paid = all.filter(({ luccaId }) => people.has(Number(luccaId)));
      expect(paid).toHaveLength(people.size);
      const wrong = paid.filter(({ luccaId, remuneration: { warnings: _, ...returned } }) => {
        const { variableLast12Months: __, ...truth } = truthOf(
          company,
          people.get(Number(luccaId)) as PaidPerson,
          past,
        );
        return JSON.stringify(returned) !== JSON.stringify(truth);
      });
      const assumed = paid.filter(({ remuneration }) =>
        remuneration.warnings.some(({ code }) => code === 'FTE_ASSUMED'),
      );
      return [wrong, assumed].map((each) => each.map(({ luccaId }) => Number(luccaId))) as [number[], number[]];
    };
    expect(await comparePast()).toEqual([[], []]);
    subgraph.sandbox.control.behave(company.host, { scheduleStatus: 404 });
    await subgraph.connect(company);
    const [wrong, assumed] = await comparePast();
    for (const trap of ['reducedHours', 'increasedHours'] as const) {
      expect(wrong).toContain(findTrap(company, trap)[0]);
      expect(assumed).toContain(findTrap(company, trap)[0]);
    }
    // The same contract and items as today are taken for the same working time.
    expect(wrong.filter((id) => !assumed.includes(id))).toEqual(findTrap(company, 'reducedHoursAtSamePay'));
  }, 300_000);
});
