import type { Query } from '../query.ts';
import { type LuccaResponse, ok } from '../response.ts';
import type { View } from '../rights.ts';
import { type FieldTree, parseFields } from './fields.ts';
import { createFilter } from './filters.ts';
import { orderRows } from './order.ts';
import { parsePaging } from './paging.ts';
import { createProjection, type Shape } from './shape.ts';

/** Answers a v3 list: filters, orders and pages the rows, and selects their fields, as requested by the query. */
export function listV3<Subject>(
  view: View,
  shape: Shape<Subject>,
  rows: readonly Subject[],
  query: Query,
  options: { now: string; parameters: readonly string[]; wrap?: (item: object) => object },
): LuccaResponse {
  const { hasCount, fields } = splitCount(query.get('fields'), shape.defaults);
  const { offset, limit } = parsePaging(query.get('paging'), view.behaviour.v3Limit);
  const project = createProjection(shape, fields);
  const { isMatch, unknown } = createFilter(shape, query, {
    ...options,
    isLenient: view.behaviour.unknownParameters === 'ignored',
  });
  const matches = orderRows(shape, rows.filter(isMatch), query.get('orderby'));
  const isCountAlone = fields.size === 0;
  const data = {
    ...(!isCountAlone && {
      items: matches
        .slice(offset, offset + limit)
        .map(project)
        .map(options.wrap ?? asItIs),
    }),
    ...(hasCount && view.behaviour.countsRows && { count: matches.length }),
  };
  return { ...envelope(view, options.now, data), ...(unknown && { unknown }) };
}

const asItIs = (item: object) => item;

/** Wraps `data` in the object that all v3 responses share. */
export function envelope(view: View, now: string, data: unknown): LuccaResponse {
  const header = { generated: now, principal: view.principal };
  return ok(view.behaviour.hasV3Header ? { header, data } : { data });
}

function splitCount(text: string | undefined, defaults: FieldTree): { hasCount: boolean; fields: FieldTree } {
  if (!text) return { hasCount: false, fields: defaults };
  const fields = parseFields(text);
  const pseudo = fields.get('collection');
  fields.delete('collection');
  return { hasCount: pseudo?.has('count') ?? false, fields };
}
