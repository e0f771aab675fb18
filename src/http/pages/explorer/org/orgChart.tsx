import { hotkeysCoreFeature, type ItemInstance, syncDataLoaderFeature } from '@headless-tree/core';
import { useTree } from '@headless-tree/react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { Column } from '../answer/columns.ts';
import { counted } from '../answer/format.ts';
import type { OnPerson } from '../answer/valueCell.tsx';
import { hierarchyOf, type ManagerColumns, type Person, top } from './hierarchy.ts';

type OrgChartProps = { data: unknown; list: Column; columns: ManagerColumns; onPerson: OnPerson };

// In pixels.
const rowHeight = 36;
const indent = 20;

/** Shows the reporting lines as a tree. Only the visible people are in the document. */
export function OrgChart({ data, list, columns, onPerson }: OrgChartProps) {
  const people = useMemo(() => hierarchyOf(data, list, columns), [data, list, columns]);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { tree, items, virtualizer, show, showAll } = useVirtualTree(people, scroller);
  return (
    <section className="scroller org" aria-label={`Org chart of ${list.title}`}>
      <div className="grouping">
        <PersonSearch people={people} onFound={show} />
        <button type="button" onClick={() => showAll(true)}>
          Expand all
        </button>
        <button type="button" onClick={() => showAll(false)}>
          Collapse all
        </button>
      </div>
      <div className="people" ref={setScroller}>
        <div {...tree.getContainerProps('Org chart')} style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            return item && <PersonRow key={item.getId()} {...{ item, start, onPerson }} />;
          })}
        </div>
      </div>
    </section>
  );
}

/** The tree of people, with its keyboard control and its visible rows. `show` opens everybody above a person and scrolls there. */
function useVirtualTree(people: ReadonlyMap<string, Person>, scroller: HTMLElement | null) {
  const [expandedItems, setExpandedItems] = useState<string[]>(() => people.get(top)?.reports ?? []);
  const personOf = (id: string) => people.get(id) ?? missing;
  const tree = useTree<Person>({
    rootItemId: top,
    getItemName: (item) => item.getItemData().name,
    isItemFolder: (item) => item.getItemData().reports.length > 0,
    dataLoader: { getItem: personOf, getChildren: (id) => personOf(id).reports },
    scrollToItem: (item) => virtualizer.scrollToIndex(item.getItemMeta().index),
    state: { expandedItems },
    setExpandedItems,
    features: [syncDataLoaderFeature, hotkeysCoreFeature],
  });
  const items = tree.getItems();
  const focused = items.findIndex((item) => item.isFocused());
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 10,
    // The focused person stays in the document, so that Tab returns to the tree.
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), focused),
  });

  /** Opens people, then calls `afterwards` once the tree is drawn with them. */
  function expand(ids: string[], afterwards = () => {}) {
    setExpandedItems(ids);
    requestAnimationFrame(() => {
      tree.rebuildTree();
      afterwards();
    });
  }
  function show(id: string) {
    expand([...new Set([...expandedItems, ...above(people, id)])], () => {
      const item = tree.getItemInstance(id);
      item.setFocused();
      requestAnimationFrame(() => virtualizer.scrollToIndex(item.getItemMeta().index, { align: 'center' }));
    });
  }
  const managers = () => [...people.values()].filter(({ reports }) => reports.length > 0).map(({ id }) => id);
  return { tree, items, virtualizer, show, showAll: (isOpen: boolean) => expand(isOpen ? managers() : []) };
}

function withIndex(indexes: number[], index: number): number[] {
  return index < 0 || indexes.includes(index) ? indexes : [...indexes, index].toSorted((a, b) => a - b);
}

type PersonRowProps = { item: ItemInstance<Person>; start: number; onPerson: OnPerson };

/** A person. A click shows or hides their reports; a double click or Enter opens all their fields. */
function PersonRow({ item, start, onPerson }: PersonRowProps) {
  const person = item.getItemData();
  const open = () => person.isInAnswer && onPerson(person.id);
  const mark = item.isExpanded() ? '▾' : '▸';
  return (
    <div
      {...item.getProps()}
      role="treeitem"
      tabIndex={item.isFocused() ? 0 : -1}
      aria-label={undefined}
      className="person"
      style={{ insetBlockStart: start, paddingInlineStart: 8 + item.getItemMeta().level * indent }}
      onDoubleClick={open}
      onKeyDown={({ key }) => key === 'Enter' && open()}
    >
      <span className="mark" aria-hidden="true">
        {person.reports.length > 0 && mark}
      </span>
      <strong>{person.name}</strong>
      <span>{person.isInAnswer ? person.details : 'not among the rows'}</span>
      <span>{sizeOf(person)}</span>
    </div>
  );
}

const missing: Person = { id: '', name: '–', details: '', reports: [], reportCount: 0, isInAnswer: false };

const sizeOf = ({ reports, reportCount }: Person): string =>
  reportCount === 0
    ? ''
    : `${counted(reports.length, 'report')}${reportCount > reports.length ? `, ${reportCount} in all` : ''}`;

/** The ids of everybody above a person. */
function above(people: ReadonlyMap<string, Person>, id: string): string[] {
  const managers = new Map([...people.values()].flatMap((each) => each.reports.map((report) => [report, each.id])));
  const found: string[] = [];
  for (let at = managers.get(id); at !== undefined && at !== top; at = managers.get(at)) found.push(at);
  return found;
}

/** Finds people by parts of their names. Enter moves to the next one. */
function PersonSearch({ people, onFound }: { people: ReadonlyMap<string, Person>; onFound: (id: string) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const [position, setPosition] = useState(-1);
  const words = text.trim().toLowerCase();
  const found = useMemo(
    () => (words === '' ? [] : [...people.values()].filter(({ name }) => name.toLowerCase().includes(words))),
    [people, words],
  );
  function next(event: KeyboardEvent) {
    if (event.key !== 'Enter' || found.length === 0) return;
    const at = (position + 1) % found.length;
    setPosition(at);
    onFound(found[at]?.id ?? '');
  }
  return (
    <div>
      <label htmlFor={id}>Find a person</label>
      <input
        id={id}
        type="search"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setPosition(-1);
        }}
        onKeyDown={next}
      />{' '}
      <span role="status">
        {words !== '' &&
          (position < 0 ? `${found.length} found. Enter shows the next.` : `${position + 1} of ${found.length}`)}
      </span>
    </div>
  );
}
