import { useGraphiQL } from '@graphiql/react';
import { type RefObject, useLayoutEffect } from 'react';

/** Keeps the id of the editor's active tab in `tab`, for what is outside the editor, and the tab itself in view. */
export function ActiveTab({ tab }: { tab: RefObject<string> }) {
  const id = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id ?? '');
  useLayoutEffect(() => {
    tab.current = id;
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab, id]);
  return null;
}
