import type { Storage as EditorStorage } from '@graphiql/toolkit';
import type { ReadyOperation } from './operations.ts';

const prefix = 'graphiql:';

type Tabs = {
  activeTabIndex: number;
  tabs: { operationName: string | null; query: string | null; variables: string | null }[];
};

/** The variables of an operation as text for the editor. */
export const variablesText = ({ variables }: ReadyOperation): string =>
  Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2);

/**
 * The editor's storage, which survives a reload. It contains the tabs without variables and headers, which may contain an API key.
 * The variables of ready operations are filled in again, so that their dates are current.
 */
export function createMemory(store: Storage, ready: ReadyOperation[]): EditorStorage {
  const [first] = ready;
  const isOurs = (key: string) => key.startsWith(prefix);

  function tabs(): Tabs | null {
    const text = store.getItem(`${prefix}tabState`);
    if (text === null) return null;
    const stored = JSON.parse(text) as Tabs;
    for (const tab of stored.tabs) {
      const operation = ready.find(({ name }) => name === tab.operationName);
      tab.variables = operation ? variablesText(operation) : null;
    }
    return stored;
  }

  const activeTab = () => {
    const stored = tabs();
    return stored?.tabs[stored.activeTabIndex] ?? null;
  };

  const read: Record<string, () => string | null> = {
    tabState() {
      const stored = tabs();
      return stored && JSON.stringify(stored);
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
