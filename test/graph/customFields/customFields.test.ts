import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findTrap, hosts } from '../../../src/sandbox/companies/companies.ts';
import { employeeIds } from '../../support/everybody.ts';
import { createTestCompany, type Subgraph, startSubgraph, uncached } from '../../support/subgraph.ts';
import { personOf } from '../../support/truth.ts';

const acme = createTestCompany(hosts.acme);
const [somebody] = findTrap(acme, 'extendedData');
let subgraph: Subgraph;
let id: string;

beforeAll(async () => {
  subgraph = await startSubgraph({ companies: [acme] });
});
beforeEach(async () => {
  subgraph.sandbox.control.reset();
  await subgraph.connect(acme);
  id = (await employeeIds(subgraph))(somebody);
});

const value = 'text date number choice { luccaId name }';
const query = `query ($id: ID!, $ids: [String!]) { employee(id: $id) { customFields(ids: $ids) {
  luccaId name values { ${value} parts { luccaId name values { ${value} } } } } } }`;

const customFields = async (ids?: string[] | null, options = {}) =>
  (await subgraph.data(query, { id, ids }, options)).employee.customFields;

const empty = { text: null, date: null, number: null, choice: null, parts: null };
const text = (text: string) => ({ ...empty, text });
const choice = (luccaId: string, name: string | null) => ({ ...empty, text: name, choice: { luccaId, name } });

/** Sets a custom field of the person to any value. */
const setField = (fieldId: string, content: unknown) =>
  subgraph.sandbox.control.change(acme.host, (company) =>
    Object.assign(personOf(company, somebody).extendedData, { [fieldId]: content }),
  );

describe('custom fields', () => {
  it('are returned as a text, the name of a choice, a date and several choices, in the order of their ids', async () => {
    const { e_lastreview: review } = personOf(acme, somebody).extendedData as Record<string, { value: string }>;
    const day = review?.value ?? '';
    expect(await customFields()).toEqual([
      { luccaId: 'e_costcentre', name: 'costcentre', values: [text('007')] },
      { luccaId: 'e_languages', name: 'languages', values: [choice('91', 'English'), choice('94', 'Spanish')] },
      { luccaId: 'e_lastreview', name: 'lastreview', values: [{ ...empty, text: day, date: day }] },
      { luccaId: 'e_workmode', name: 'workmode', values: [choice('83', 'Remote')] },
    ]);
  });

  it('are listed without values if they are empty, and not listed if Lucca does not know them', async () => {
    subgraph.sandbox.control.change(acme.host, (company) => {
      personOf(company, somebody).extendedData = {};
    });
    expect(await customFields(['e_languages', 'e_nonsense', 'e_workmode'], uncached)).toEqual([
      { luccaId: 'e_languages', name: 'languages', values: [] },
      { luccaId: 'e_workmode', name: 'workmode', values: [] },
    ]);
    expect(await customFields([])).toEqual([]);
  });

  it('keep a choice that was removed from the list, without its name', async () => {
    setField('e_workmode', { id: 1, value: 99 });
    const [field] = await customFields(['e_workmode'], uncached);
    expect(field.values).toEqual([choice('99', null)]);
  });

  it.each([
    ['2014-09-01T00:00:00', '2014-09-01'],
    ['2014-09-01T00:00:00+02:00', '2014-09-01'],
    ['2014-08-31T22:00:00Z', null],
    ['0001-01-01T00:00:00', null],
    ['9999-12-31T00:00:00', null],
  ])('with the value %s have the date %s', async (value, date) => {
    setField('e_costcentre', { id: 1, value });
    const [field] = await customFields(['e_costcentre']);
    expect(field.values).toEqual([{ ...empty, text: date ?? value, date }]);
  });

  it('contain a number unchanged if they have no choices', async () => {
    setField('e_costcentre', { id: 1, value: 1250.5 });
    const [field] = await customFields(['e_costcentre'], uncached);
    expect(field.values).toEqual([{ ...empty, text: '1250.5', number: '1250.5' }]);
  });

  it('are returned part by part if a value consists of fields', async () => {
    setField('e_costcentre', {
      id: 1,
      value: { e_workmode: { id: 2, value: 81 }, e_undefined: { id: 3, value: 'A' }, e_languages: null },
    });
    const [field] = await customFields(['e_costcentre'], uncached);
    const parts = [
      {
        luccaId: 'e_workmode',
        name: 'workmode',
        values: [{ text: 'On site', date: null, number: null, choice: { luccaId: '81', name: 'On site' } }],
      },
      { luccaId: 'e_undefined', name: null, values: [{ text: 'A', date: null, number: null, choice: null }] },
      { luccaId: 'e_languages', name: 'languages', values: [] },
    ];
    expect(field.values).toEqual([{ ...empty, parts }]);
  });

  it('of an unknown type are null, and do not affect the other fields', async () => {
    setField('e_costcentre', { id: 1, value: [['?']] });
    const [odd, ...others] = await customFields(null, uncached);
    expect(odd).toEqual({ luccaId: 'e_costcentre', name: 'costcentre', values: null });
    expect(others.map(({ values }: { values: unknown[] }) => values.length)).toEqual([2, 1, 1]);
  });

  it('are null for a key without personnel files', async () => {
    for (const hiddenFields of ['null', 'omitted'] as const) {
      subgraph.sandbox.control.behave(acme.host, { hiddenFields });
      await subgraph.connect(acme, 'without: personnelFiles');
      expect(await customFields()).toBeNull();
    }
  });

  it.each([
    'lucca:employees:read',
    'lucca:employees:read lucca:demographics:read',
    'lucca:employees:read lucca:remuneration:read',
  ])('are FORBIDDEN without both scopes: %s', async (scope) => {
    const { data, errors } = await subgraph.ask(query, { id }, { scope });
    expect(data).toEqual({ employee: { customFields: null } });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('can be requested by at most 1,000 ids at a time', async () => {
    const { errors } = await subgraph.ask(query, { id, ids: Array.from({ length: 1001 }, () => 'e_x') });
    expect(errors).toMatchObject([
      { message: '`ids` may contain at most 1000 entries.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
