import { expect, it } from 'vitest';
import { assumptions } from '../../../src/sandbox/assumptions.ts';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, startSubgraph } from '../../support/subgraph.ts';

const money = 'money { amount currency }';
const fields = `luccaId contract { workingTime { fullTimeEquivalent origin } }
  remuneration { ... on RemunerationUnavailable { reason } ... on Remuneration {
    annualBaseFullTime { ${money} } annualFixedFullTime { ${money} } luccaTheoreticalAnnual { ${money} }
    warnings { code } } }`;

it.each(
  Object.entries(hosts).map(
    ([name, host]) => [name, createTestCompany(host, name === 'globex' ? { employees: 250 } : {})] as const,
  ),
)(
  'all pay figures of %s are the same, in whatever form Lucca returns its two figures',
  async (_, company) => {
    const answers = [];
    for (const payFigures of assumptions.payFigures.positions) {
      const subgraph = await startSubgraph({
        companies: [company],
        sandbox: { behaviour: { payFigures } },
        app: { deadlineMs: 60_000 },
      });
      await subgraph.connect(company);
      answers.push(await everybody(subgraph, fields, { first: 200 }));
    }
    const [first, ...others] = answers;
    expect(first).toHaveLength(company.people.length);
    if (company.hasPagga) expect(JSON.stringify(first)).toContain('"luccaTheoreticalAnnual":{"money"');
    for (const other of others) expect(other).toEqual(first);
  },
  120_000,
);
