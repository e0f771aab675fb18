import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';
import { useOpenTab } from '../openTab.ts';
import { operationIn } from './operationLink.ts';

/**
 * Opens the operation in the page's URL in a new tab without running it, and removes it from the URL, so that a reload does not open it
 * again.
 */
export function OpenShared() {
  const openTab = useOpenTab();
  const isReady = useGraphiQL(({ queryEditor, variableEditor }) => Boolean(queryEditor && variableEditor));
  useEffect(() => {
    if (!isReady) return;
    const open = () => {
      const operation = operationIn(location.hash);
      if (operation === null) return;
      history.replaceState(null, '', location.pathname + location.search);
      openTab(operation);
    };
    open();
    addEventListener('hashchange', open);
    return () => removeEventListener('hashchange', open);
  }, [isReady, openTab]);
  return null;
}
