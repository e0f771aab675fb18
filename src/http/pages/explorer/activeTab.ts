import { useGraphiQL } from '@graphiql/react';
import { type RefObject, useEffect, useLayoutEffect } from 'react';

/** Copies the id of the active tab to `tab`, for components outside the editor. Also scrolls the tab into view and wraps long lines. */
export function ActiveTab({ tab }: { tab: RefObject<string> }) {
  const id = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? '');
  useLayoutEffect(() => {
    tab.current = id;
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab, id]);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => queryEditor?.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent' }), [queryEditor]);
  return null;
}
