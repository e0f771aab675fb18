import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const readme = readFileSync(join(import.meta.dirname, '../../src/http/README.md'), 'utf8');
const [apollo, cosmo, hive] = [...readme.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => parse(text));

const seconds = z.string().regex(/^\d+s$/);
const lucca = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ subgraphs: z.strictObject({ lucca: value }) });
const rules = <Rule extends z.ZodType>(rule: Rule) => lucca(z.strictObject({ request: z.array(rule) }));
const jwks = z.strictObject({ jwks: z.array(z.strictObject({ url: z.url() })) });
const insert = z.strictObject({ insert: z.strictObject({ name: z.string(), value: z.string() }) });

/** The keys and values that the published schemas of the routers allow where ours are. All other keys are refused there, too. */
const schemas = {
  'Apollo Router': z.strictObject({
    authentication: z.strictObject({ router: z.strictObject({ jwt: jwks }) }),
    headers: rules(z.union([z.strictObject({ propagate: z.strictObject({ named: z.string() }) }), insert])),
    include_subgraph_errors: lucca(z.boolean()),
    traffic_shaping: lucca(z.strictObject({ timeout: seconds })),
  }),
  'Cosmo Router': z.strictObject({
    version: z.literal('1'),
    authentication: z.strictObject({ jwt: jwks }),
    headers: rules(
      z.union([
        z.strictObject({ op: z.literal('propagate'), named: z.string() }),
        z.strictObject({ op: z.literal('set'), name: z.string(), value: z.string() }),
      ]),
    ),
    subgraph_error_propagation: z.strictObject({
      mode: z.enum(['wrapped', 'pass-through']),
      allowed_extension_fields: z.array(z.string()),
    }),
    traffic_shaping: lucca(z.strictObject({ request_timeout: seconds })),
  }),
  'Hive Router': z.strictObject({
    headers: rules(z.union([z.strictObject({ propagate: z.strictObject({ named: z.array(z.string()) }) }), insert])),
    authorization: z.strictObject({ directives: z.strictObject({ enabled: z.boolean() }) }),
    traffic_shaping: z.strictObject({ all: z.strictObject({ request_timeout: seconds }) }),
  }),
};

describe('the configuration that the README has', () => {
  it.each([
    ['Apollo Router', apollo],
    ['Cosmo Router', cosmo],
    ['Hive Router', hive],
  ] as const)(
    'for %s has keys and values that its published schema allows, and forwards what we need',
    (name, config) => {
      expect(schemas[name].safeParse(config).error).toBeUndefined();
      const text = JSON.stringify(config).toLowerCase();
      for (const header of ['authorization', 'cache-control', 'traceparent', 'x-router-secret'])
        expect(text).toContain(`"${header}"`);
      expect(schemas[name].safeParse({ ...config, unknown: true }).success).toBe(false);
    },
  );
});
