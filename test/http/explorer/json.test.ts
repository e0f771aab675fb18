import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { subgraphSchema } from '../../../src/graph/schema.ts';

import { type AnswerShape, shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { jsonOf, shortJsonOf } from '../../../src/http/pages/explorer/answer/json.ts';

const query = '{ employees { totalCount edges { node { displayName } } } }';
const shape = shapeOf(subgraphSchema(), parse(query), undefined, {}) as AnswerShape;

const answerOf = (count: number) => ({
  query,
  operationName: undefined,
  variables: {},
  data: {
    employees: {
      totalCount: count,
      edges: Array.from({ length: count }, (_, index) => ({ node: { displayName: `Person ${index}` } })),
    },
  },
  errors: [],
});

it('the editor is given all of a short answer, and of a long one the first rows, as JSON that can be read', () => {
  expect(shortJsonOf(answerOf(100), shape.main)).toEqual({ text: jsonOf(answerOf(100)), shown: 100, count: 100 });
  const { text, shown, count } = shortJsonOf(answerOf(100_000), shape.main);
  expect({ count, isShort: text.length < 2_000_000 && shown < count }).toEqual({ count: 100_000, isShort: true });
  const { data } = JSON.parse(text);
  expect([data.employees.totalCount, data.employees.edges.length]).toEqual([100_000, shown]);
  expect(data.employees.edges.at(-1)).toEqual({ node: { displayName: `Person ${shown - 1}` } });
});
