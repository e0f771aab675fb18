import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { type Caller, createLucca, type LuccaOptions, type Page, type RequestEvent } from '../../src/lucca/client.ts';
import { defaultPolicy } from '../../src/lucca/resilience/policy.ts';
import type { Resource } from '../../src/lucca/resource.ts';
import { caseless, id } from '../../src/lucca/shape.ts';
import { createAgent } from '../../src/lucca/transport/connect.ts';

/** What a thing looks like. */
export const thing = caseless({ id, name: z.string().nullable() });

/** A row of the resources below. */
export type Thing = z.output<typeof thing>;

/** A resource of one's own, to test how resources are read. */
export function thingsIn(dialect: Resource<Thing>['dialect'], more: Partial<Resource<Thing>> = {}): Resource<Thing> {
  return { name: 'things', path: '/things', dialect, pageSize: 100, query: {}, row: thing, ...more };
}

/** A client over plain HTTP without pauses between attempts, and the events it emitted. */
export function createTestLucca(options: Partial<LuccaOptions> = {}) {
  const events: RequestEvent[] = [];
  const dispatcher = options.dispatcher ?? createAgent({ ...defaultPolicy, ...options.policy });
  onTestFinished(() => dispatcher.destroy());
  const onRequest = (event: RequestEvent) => events.push(event);
  return { lucca: createLucca({ scheme: 'http', random: () => 0, onRequest, ...options, dispatcher }), events };
}

/** A caller with a good key, unless another is given, and five seconds of time. */
export function callerAt(
  host: string,
  { apiKey = goodKey, ...more }: Partial<Caller> & { apiKey?: string } = {},
): Caller {
  return { host, credentials: async () => ({ host, apiKey }), deadlineAt: Date.now() + 5_000, ...more };
}

const goodKey = '3f2a9c10-6a51-4a6e-9d3f-0c1f5f1f7a10';

/** All pages of a walk. */
export async function allPages<Row>(pages: AsyncIterable<Page<Row>>): Promise<Page<Row>[]> {
  const all: Page<Row>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** All rows of a walk, in order. */
export async function allRows<Row>(pages: AsyncIterable<Page<Row>>): Promise<Row[]> {
  return (await allPages(pages)).flatMap((page) => page.rows);
}
