import { beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../src/graph/viewer.ts';
import { findTrap, hosts } from '../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../support/everybody.ts';
import { type Asking, createTestCompany, type Subgraph, startSubgraph, today } from '../support/subgraph.ts';
import { peopleUnder, personOf } from '../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [chief = 0] = findTrap(acme, 'selfManager');
const minutes = (count: number) => count * 60_000;
let clock = 0;
let subgraph: Subgraph;
let idOf: (luccaId: number) => string;

const now = () => Date.parse(`${today}T12:00:00Z`) + Math.floor(performance.now()) + clock;

/** One for each test, because a Lucca that has failed is left alone for a while. */
async function start(app: { freshMs?: number } = {}) {
  clock = 0;
  subgraph = await startSubgraph({ companies: [acme], app: { now, recheckAfterMs: null, ...app } });
  await subgraph.connect(acme);
  idOf = await employeeIds(subgraph);
}

describe('a manager whose report was moved to somebody else', () => {
  const [report = 0] = [...peopleUnder(acme, chief, 1)].filter((id) => peopleUnder(acme, id).size > 0);
  const [moved = 0] = peopleUnder(acme, report, 1);
  const pay = 'query ($id: ID!) { employee(id: $id) { luccaId remuneration { __typename } } }';
  const asManager: Asking = {
    scope: scopes.filter((scope) => scope !== 'lucca:remuneration:read').join(' '),
    employeeId: report,
  };
  const ask = () => subgraph.ask(pay, { id: idOf(moved) }, asManager);

  beforeEach(async () => {
    await start();
    const { data } = await ask();
    expect(data.employee.remuneration).toEqual({ __typename: 'Remuneration' });
    subgraph.sandbox.control.change(acme.host, (company) => {
      personOf(company, moved).managerId = chief;
    });
  });

  it('is not shown their pay while people cannot be read', async () => {
    clock += minutes(5 * 60);
    subgraph.sandbox.control.fail({ kind: 'status', status: 500 }, { path: '/api/v3/users', times: 1_000 });
    const own = await subgraph.data(pay, { id: idOf(report) }, asManager);
    expect(own.employee.remuneration).toEqual({ __typename: 'Remuneration' });
    const { data, errors } = await ask();
    expect(data.employee).toEqual({ luccaId: String(moved), remuneration: null });
    expect(errors).toMatchObject([
      { path: ['employee', 'remuneration'], extensions: { code: expect.stringMatching(/^LUCCA_/), retryable: true } },
    ]);
  });

  it('is not shown their pay while people are read anew', async () => {
    clock += minutes(9);
    const { data, errors } = await ask();
    expect(data.employee).toEqual({ luccaId: String(moved), remuneration: null });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
