import { describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../src/sandbox/companies/companies.ts';
import { everybody } from '../support/everybody.ts';
import { setMapping, toTruth } from '../support/mapping.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../support/subgraph.ts';
import { degree } from '../support/thoroughness.ts';

type Warned = { luccaId: string; remuneration: { warnings?: { code: string }[] } };

/** The people with pay who carry a BLOCKING warning, with its codes, and how many there are with pay. */
async function blocked(subgraph: Subgraph) {
  const fields = 'luccaId remuneration { ... on Remuneration { warnings(severity: [BLOCKING]) { code } } }';
  const all = await everybody<Warned>(subgraph, fields, { first: 250, filter: {} });
  const paid = all.filter(({ remuneration }) => remuneration.warnings);
  const people = new Map(
    paid.flatMap(({ luccaId, remuneration: { warnings = [] } }) =>
      warnings.length === 0 ? [] : [[Number(luccaId), warnings.map(({ code }) => code)] as const],
    ),
  );
  return { paid: paid.length, people };
}

const cases = [
  ['acme', hosts.acme, {}],
  ['globex', hosts.globex, { employees: degree(10_000, 2_500, 600) }],
] as const;

describe.each(cases)('the people at %s whose pay has a BLOCKING warning', (name, host, options) => {
  it('are fewer with a mapping than without, and then only those whose rows in Lucca are wrong', async () => {
    const company = createTestCompany(host, options);
    const subgraph = await startSubgraph({ companies: [company], app: { deadlineMs: 300_000 } });
    await subgraph.connect(company);
    const without = await blocked(subgraph);
    await setMapping(subgraph, toTruth(company));
    const mapped = await blocked(subgraph);
    const counted = `${name}: ${without.people.size} of ${without.paid} without a mapping, ${mapped.people.size} with one`;
    process.stdout.write(`people with a BLOCKING warning: ${counted}\n`);
    expect(mapped.paid).toBe(without.paid);
    expect(mapped.people.size).toBeLessThan(without.people.size);
    const wrong: [number, string[]][] = [
      ...findTrap(company, 'implausibleSalary').map((id) => [id, ['IMPLAUSIBLE_AMOUNT']] satisfies [number, string[]]),
      ...findTrap(company, 'overlappingItems').map((id) => [id, ['OVERLAPPING_ITEMS']] satisfies [number, string[]]),
    ];
    expect(mapped.people).toEqual(new Map(wrong));
  }, 900_000);
});
