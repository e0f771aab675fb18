import { beforeEach, describe, expect, it } from 'vitest';
import { hosts } from '../../../src/sandbox/companies/companies.ts';
import { everybody } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph } from '../../support/subgraph.ts';
import { rowOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const people = acme.people.toSorted((a, b) => a.id - b.id);
const users = '/api/v3/users';
const qualifications = '/organization/structure/api/job-qualifications';

/** Each test has a subgraph of its own, which knows nothing about this Lucca yet. */
let subgraph: Subgraph;
beforeEach(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});

const fields = 'position { qualification { luccaId title profession rank } dataGaps { field reason message } }';
type Node = {
  position: { qualification: object | null; dataGaps: { field: string; reason: string; message: string }[] };
};

const truth = people.map(({ jobQualificationId }) => {
  if (jobQualificationId === null) return null;
  const { id, name, job, level } = rowOf(acme.jobQualifications, jobQualificationId);
  return { luccaId: String(id), title: name, profession: job.name, rank: level.position };
});

describe('a qualification, if Lucca has qualifications of people,', () => {
  beforeEach(async () => {
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'given' });
    await subgraph.connect(acme);
  });

  it('is returned for everybody, with the profession and the rank from the list of qualifications', async () => {
    const nodes = await everybody<Node>(subgraph, fields);
    expect(new Set(truth).size).toBeGreaterThan(20);
    expect(nodes.map(({ position }) => position.qualification)).toEqual(truth);
    expect(nodes.flatMap(({ position }) => position.dataGaps).filter(({ field }) => field === 'qualification')).toEqual(
      [],
    );
  });

  it('can be used in the employee filter, for every qualification', async () => {
    const nodes = await everybody<{ position: { qualification: { id: string; luccaId: string } | null } }>(
      subgraph,
      'position { qualification { id luccaId } }',
    );
    const ids = new Map(nodes.flatMap(({ position: { qualification: q } }) => (q ? [[q.luccaId, q.id] as const] : [])));
    expect(ids.size).toBeGreaterThan(20);
    for (const [luccaId, id] of ids) {
      const filter = { status: null, qualificationIds: [id] };
      const kept = await everybody<{ luccaId: string }>(subgraph, 'luccaId', { filter });
      const holders = people.filter(({ jobQualificationId }) => String(jobQualificationId) === luccaId);
      expect(kept.map((each) => each.luccaId)).toEqual(holders.map((each) => String(each.id)));
    }
    for (const qualificationIds of [[], ['nonsense']])
      expect(await everybody(subgraph, 'luccaId', { filter: { status: null, qualificationIds } })).toEqual([]);
  });

  it('cannot be used in the employee filter without the right: LUCCA_PERMISSION_MISSING, never an empty list', async () => {
    await subgraph.connect(acme, 'without: qualifications');
    const query = '{ employees(filter: { qualificationIds: ["x"] }) { totalCount } }';
    const { errors } = await subgraph.ask(query);
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
  });

  it('matches nobody in the employee filter if nobody has one and the right is proven', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      for (const person of company.people) person.jobQualificationId = null;
    });
    await subgraph.connect(acme);
    expect(await subgraph.data('{ employees(filter: { qualificationIds: ["x"] }) { totalCount } }')).toEqual({
      employees: { totalCount: 0 },
    });
  });

  it('says when it was read', async () => {
    const [node] = await everybody<Node>(subgraph, 'position { qualification { freshness { source } } }');
    expect(node?.position.qualification).toEqual({ freshness: { source: 'LIVE' } });
  });

  it('requires the list of qualifications only if profession or rank is requested', async () => {
    const plain = await subgraph.countRequests(() =>
      everybody(subgraph, 'position { qualification { luccaId title } }'),
    );
    expect(plain.byPath).toEqual({ [users]: 1 });
    const joined = await subgraph.countRequests(() => everybody(subgraph, fields));
    expect(joined.byPath).toEqual({ [qualifications]: Math.ceil(acme.jobQualifications.length / 100) });
  });

  it('is null with a gap that names the right if the key lacks it', async () => {
    await subgraph.connect(acme, 'without: qualifications');
    for (const hiddenFields of ['null', 'omitted'] as const) {
      subgraph.sandbox.control.behave(acme.host, { hiddenFields, qualificationsWithoutRight: 'forbidden' });
      await subgraph.connect(acme, 'without: qualifications');
      const [node] = await everybody<Node>(subgraph, fields);
      expect(node?.position.qualification).toBeNull();
      expect(node?.position.dataGaps).toContainEqual({
        field: 'qualification',
        reason: 'PERMISSION_MISSING',
        message: 'The API key lacks the right “View employee qualifications” in Lucca.',
      });
    }
  });
});

describe.each(['refused', 'ignored'] as const)('a Lucca without qualifications of people (%s)', (unknownFields) => {
  const gap = {
    field: 'qualification',
    reason: 'NOT_SET_IN_LUCCA',
    message: "This Lucca does not return people's qualifications.",
  };
  beforeEach(async () => {
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'unknown', unknownFields });
    await subgraph.connect(acme);
  });

  it('still returns everybody with every other field', async () => {
    const nodes = await everybody<Node & { displayName: string }>(subgraph, `displayName ${fields}`);
    expect(nodes.map(({ displayName }) => displayName)).toEqual(
      people.map((each) => `${each.firstName} ${each.lastName}`),
    );
    for (const { position } of nodes) {
      expect(position.qualification).toBeNull();
      expect(position.dataGaps).toContainEqual(gap);
    }
  });

  it('refuses the filter by qualification, and does not blame a missing right', async () => {
    const query = '{ employees(filter: { qualificationIds: ["x"] }) { totalCount } }';
    expect((await subgraph.ask(query)).errors).toMatchObject([
      {
        message: "`filter.qualificationIds` cannot be used: this Lucca does not return people's qualifications.",
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    subgraph.sandbox.control.behave(acme.host, { qualificationsWithoutRight: 'forbidden' });
    await subgraph.connect(acme, 'without: qualifications');
    expect((await subgraph.ask(query)).errors).toMatchObject([{ extensions: { code: 'LUCCA_PERMISSION_MISSING' } }]);
  });

  it('takes one more request only once: not for another page, another account or a new connection', async () => {
    const learning = unknownFields === 'refused' ? 1 : 0;
    const cold = await subgraph.countRequests(() => everybody(subgraph, fields));
    expect(cold.byPath).toEqual({ [users]: 1 + learning });
    for (let again = 0; again < 3; again += 1) {
      await subgraph.connect(acme);
      expect((await subgraph.countRequests(() => everybody(subgraph, fields))).byPath).toEqual({ [users]: 1 });
    }
  });

  it('is detected once if several accounts are read at the same time', async () => {
    const tenants = ['one', 'two', 'three'];
    for (const tenant of tenants) await subgraph.connect(acme, 'full', tenant);
    const { byPath } = await subgraph.countRequests(() =>
      Promise.all(tenants.map((tenant) => everybody(subgraph, fields, { options: { tenant } }))),
    );
    expect(byPath).toEqual({ [users]: tenants.length + (unknownFields === 'refused' ? 1 : 0) });
  });
});

describe('a request that Lucca refuses for a reason other than qualifications', () => {
  it('stays refused, and the probe of optional fields ignores it', async () => {
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'given' });
    await subgraph.connect(acme);
    // Smaller pages are tried as well.
    subgraph.sandbox.control.fail({ kind: 'status', status: 400 }, { path: users, times: 20 });
    const { errors } = await subgraph.ask('{ employees { totalCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'LUCCA_ERROR' } }]);
    subgraph.sandbox.control.reset();
    subgraph.sandbox.control.behave(acme.host, { userQualification: 'given' });
    const nodes = await everybody<Node>(subgraph, fields);
    expect(nodes.map(({ position }) => position.qualification)).toEqual(truth);
  });
});
