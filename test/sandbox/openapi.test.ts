import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { askJson } from '../support/askSandbox.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
// Lucca writes instants without a zone.
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(\+\d\d:\d\d)?$/);
ajv.addSchema(JSON.parse(readFileSync(new URL('./openapi.json', import.meta.url), 'utf8')), 'lucca');

const userFields = [
  'id,name,url,displayName,firstName,lastName,login,mail,modifiedAt,dtContractStart,dtContractEnd,seniorityDate',
  'birthDate,employeeNumber,gender,jobTitle,nationalityId,legalEntityId,legalEntity,departmentId,department',
  'managerId,manager,cspId,userWorkCycles,applicationData,extendedData',
].join(',');

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ companies: [tinyCompany()] });
});
afterAll(() => sandbox.close());

function complaints(schema: string, value: unknown): unknown[] {
  const validate = ajv.getSchema(`lucca#/components/schemas/${schema}`);
  if (!validate) throw new Error(`No schema ${schema}`);
  validate(value);
  return validate.errors ?? [];
}

async function expectRows(schema: string, path: string): Promise<void> {
  const body = await askJson(sandbox, path);
  const rows: unknown[] = Array.isArray(body) ? body : (body.data?.items ?? body.items);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(complaints(schema, row)).toEqual([]);
}

test.each([
  ['work-contract', '/directory/api/4.0/work-contracts'],
  ['V4.department', '/organization/structure/api/departments'],
  ['establishment', '/organization/structure/api/establishments?isArchived=true,false'],
  ['legal-unit', '/organization/structure/api/legal-units'],
  ['FixedItem', '/remuneration/api/fixed-items'],
  ['VariableItem', '/remuneration/api/variable-items?IncludeDeleted=true'],
  ['FixedNature', '/remuneration/api/fixed-natures'],
  ['VariableNature', '/remuneration/api/variable-natures'],
  ['FixedNatureCategory', '/remuneration/api/fixed-nature-categories'],
  ['VariableNatureCategory', '/remuneration/api/variable-nature-categories'],
  ['WtaEmployeeAssignment', '/schedule/api/employee-assignments'],
  ['WorkingTimeArrangement', '/schedule/api/working-time-arrangements'],
])('every %s row matches the published schema', expectRows);

test.each([
  ['FixedItemPage', '/remuneration/api/fixed-items?fields.root=next,prev,count'],
  ['VariableItemPage', '/remuneration/api/variable-items?fields.root=next,prev,count'],
  ['FixedNaturePage', '/remuneration/api/fixed-natures?fields.root=next,prev,count'],
  ['VariableNaturePage', '/remuneration/api/variable-natures?fields.root=next,prev,count'],
  ['ProblemDetails', '/remuneration/api/fixed-items?limit=x'],
  ['ProblemDetails', '/remuneration/api/variable-items/999'],
])('a %s matches the published schema', async (schema, path) => {
  expect(complaints(schema, await askJson(sandbox, path))).toEqual([]);
});

test.each(['ID', 'Id'] as const)(
  'every user with all fields matches the published schema, with ids spelled %s',
  async (userIdSpelling) => {
    sandbox.control.behave('tiny.ilucca-demo.net', { userIdSpelling });
    // In the published schema everybody has an address, and none is empty.
    sandbox.control.change('tiny.ilucca-demo.net', ({ people }) => {
      for (const person of people) person.mail ??= 'finn@acme.test';
    });
    await expectRows('User', `/api/v3/users?formerEmployees=true&fields=${userFields}`);
  },
);

test('a row that does not match the published schema is reported', async () => {
  const { items } = await askJson(sandbox, '/remuneration/api/fixed-items');
  expect(complaints('FixedItem', { ...items[0], amount: '12' })).not.toEqual([]);
  expect(complaints('FixedItem', { ...items[0], currency: 'EUR' })).not.toEqual([]);
});
