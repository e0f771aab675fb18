import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../src/http/pages/explorer/answer/columns.ts';
import { hierarchyOf, managerColumns, top } from '../../../src/http/pages/explorer/org/hierarchy.ts';

const schema = buildSchema(`
  type Employee { id: ID! displayName: String manager: Manager }
  type Manager { id: ID! displayName: String }
  type Query { people: [Employee!]! }
`);

function listOf(query: string) {
  const list = shapeOf(schema, parse(query), undefined, {})?.lists[0];
  if (!list) throw new Error('The document returns no list.');
  return list;
}

/** The chart of people; `managers` has the name of each person's manager, by the person's name. */
function chartOf(managers: Record<string, string | null>) {
  const list = listOf('{ people { id displayName manager { id displayName } } }');
  const columns = managerColumns(list);
  if (!columns) throw new Error('The list has no managers.');
  const people = Object.entries(managers).map(([name, manager]) => ({
    id: name,
    displayName: name,
    manager: manager === null ? null : { id: manager, displayName: manager },
  }));
  return hierarchyOf({ people }, list, columns);
}

describe('the org chart of an answer', () => {
  it('needs the ids of people and of their managers', () => {
    expect(managerColumns(listOf('{ people { displayName manager { displayName } } }'))).toBeNull();
  });

  it('has everybody below their manager, and counts reports at every level', () => {
    const chart = chartOf({ Ada: null, Bob: 'Ada', Cid: 'Bob', Dan: 'Bob', Eve: 'Ada' });
    expect(chart.get(top)?.reports).toEqual(['Ada']);
    expect(chart.get('Bob')?.reports).toEqual(['Cid', 'Dan']);
    expect(['Ada', 'Bob', 'Cid'].map((id) => chart.get(id)?.reportCount)).toEqual([4, 2, 0]);
  });

  it('has managers who are not in the answer by name, at the top', () => {
    const chart = chartOf({ Bob: 'Ada' });
    expect(chart.get(top)?.reports).toEqual(['Ada']);
    expect(chart.get('Ada')).toMatchObject({ name: 'Ada', reports: ['Bob'], isInAnswer: false });
  });

  it('has everybody once where people manage each other or themselves', () => {
    const chart = chartOf({ Ada: 'Cid', Bob: 'Ada', Cid: 'Bob', Dan: 'Cid', Eve: 'Eve' });
    const below = (id: string): string[] => (chart.get(id)?.reports ?? []).flatMap((each) => [each, ...below(each)]);
    expect(below(top).toSorted()).toEqual(['Ada', 'Bob', 'Cid', 'Dan', 'Eve']);
    expect(chart.get(top)?.reportCount).toBe(5);
  });
});
