import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sources } from '../../src/loaders/sources.ts';
import { requestTarget } from '../../src/lucca/resource.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { ask } from '../support/askSandbox.ts';
import { tinyCompany } from '../support/tinyCompany.ts';

type JsonSchema = { properties?: Record<string, JsonSchema>; items?: JsonSchema; anyOf?: JsonSchema[] };

/** Properties that the subgraph derives while it reads a row. */
const ownProperties = ['users.isQualificationReported'];

/** The paths of all properties in the rows of a resource, in lower case, because Lucca's casing varies. */
function propertiesOf(schema: JsonSchema, path: string): string[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [
    `${path}.${name}`,
    ...propertiesOf(each, `${path}.${name}`),
  ]);
  return [...below, ...[schema.items ?? [], schema.anyOf ?? []].flat().flatMap((each) => propertiesOf(each, path))];
}

/** The paths of all keys in a JSON value, in lower case. */
function keysIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => keysIn(each, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = `${path}.${name}`.toLowerCase();
    return [at, ...keysIn(each, at)];
  });
}

describe('the sandbox', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    const company = tinyCompany();
    for (const contract of company.workContracts) contract.terminationReasonId = 1;
    sandbox = await createSandbox({ companies: [company], behaviour: { establishmentCountry: 'given' } });
  });
  afterAll(() => sandbox.close());

  const resources = new Map(Object.values(sources).map(({ resource }) => [resource.name, resource]));

  it.each([...resources])('returns every property that the subgraph reads of %s', async (name, resource) => {
    const { status, text } = await ask(sandbox, requestTarget(resource.path, resource.query));
    expect([status, text]).toEqual([200, expect.anything()]);
    const body = JSON.parse(text);
    const answered = new Set(keysIn(body.data?.items ?? body.items, name.toLowerCase()));
    const read = propertiesOf(z.toJSONSchema(resource.row, { unrepresentable: 'any' }) as JsonSchema, name);
    expect(read).not.toEqual([]);
    const unknown = read.filter((path) => !answered.has(path.toLowerCase()) && !ownProperties.includes(path));
    expect(unknown, 'The sandbox does not know these. If Lucca does, add them to the resource in src/sandbox').toEqual(
      [],
    );
  });
});
