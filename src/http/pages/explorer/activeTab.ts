import { useGraphiQL } from '@graphiql/react';
import { type RefObject, useEffect, useLayoutEffect } from 'react';

/** Keeps the id of the editor's active tab in `tab`, for what is outside the editor, the tab itself in view, and its long lines wrapped. */
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
