import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';

type Opened = { name: string | undefined; query: string; variables: string };

/** Returns a function that opens an operation in a new tab and activates that tab. */
export function useOpenTab() {
  const { addTab, setOperationName } = useGraphiQLActions();
  const editors = useGraphiQL(({ queryEditor, variableEditor }) => ({ queryEditor, variableEditor }));
  const open = ({ name, query, variables }: Opened) => {
    flushSync(addTab);
    editors.queryEditor?.setValue(query);
    editors.variableEditor?.setValue(variables);
    // The editor reads the name from the text only a moment later.
    if (name !== undefined) setOperationName(name);
  };
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  // Always the same function, so that it does not cause rows to be drawn again.
  return useCallback((operation: Opened) => latest.current(operation), []);
}
