import type { Storage as EditorStorage } from '@graphiql/toolkit';
import type { ReadyOperation } from './operations.ts';

const prefix = 'graphiql:';

type Tabs = {
  activeTabIndex: number;
  tabs: { operationName: string | null; query: string | null; variables: string | null }[];
};

/** The text of an operation's variables, as it stands in the editor. */
export const variablesText = ({ variables }: ReadyOperation): string =>
  Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2);

/**
 * What the editor remembers over a reload: its tabs, without variables and headers, for either may hold a secret (the API key of a
 * connection). Those of the operations that come with the explorer are filled in anew, so that their periods are those of today.
 */
export function createMemory(store: Storage, ready: ReadyOperation[]): EditorStorage {
  const [first] = ready;
  const isOurs = (key: string) => key.startsWith(prefix);

  function tabs(): Tabs | null {
    const text = store.getItem(`${prefix}tabState`);
    if (text === null) return null;
    const held = JSON.parse(text) as Tabs;
    for (const tab of held.tabs) {
      const operation = ready.find(({ name }) => name === tab.operationName);
      tab.variables = operation ? variablesText(operation) : null;
    }
    return held;
  }

  const activeTab = () => {
    const held = tabs();
    return held?.tabs[held.activeTabIndex] ?? null;
  };

  const read: Record<string, () => string | null> = {
    tabState() {
      const held = tabs();
      return held && JSON.stringify(held);
    },
    query: () => activeTab()?.query ?? null,
    variables: () => (tabs() === null && first ? variablesText(first) : (activeTab()?.variables ?? null)),
  };

  return {
    getItem: (key) => (read[key.slice(prefix.length)] ?? (() => store.getItem(key)))(),
    setItem(key, value) {
      if (key === `${prefix}variables` || key === `${prefix}headers` || key === `${prefix}query`) return;
      store.setItem(key, key === `${prefix}tabState` ? withoutVariables(value) : value);
    },
    removeItem: (key) => store.removeItem(key),
    clear() {
      for (const key of Object.keys(store)) if (isOurs(key)) store.removeItem(key);
    },
    get length() {
      return Object.keys(store).filter(isOurs).length;
    },
  };
}

const withoutVariables = (tabState: string): string =>
  JSON.stringify(JSON.parse(tabState), (key, value) => (key === 'variables' || key === 'headers' ? null : value));
