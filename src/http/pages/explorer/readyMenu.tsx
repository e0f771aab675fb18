import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useRef } from 'react';
import { variablesText } from './memory.ts';
import { useOpenTab } from './openTab.ts';
import { purposeOf, type ReadyOperation } from './operations.ts';

/** A menu of the ready operations. Each opens in its own tab, or in a new one if that tab was closed. */
export function ReadyMenu({ operations }: { operations: readonly ReadyOperation[] }) {
  const menu = useRef<HTMLDivElement>(null);
  const open = useOpen();
  return (
    <>
      <button type="button" className="ready" popoverTarget="ready-operations">
        Ready operations
      </button>
      <div ref={menu} id="ready-operations" className="ready-operations" popover="auto">
        <ul>
          {operations.map((operation) => (
            <li key={operation.name}>
              <button
                type="button"
                onClick={() => {
                  menu.current?.hidePopover();
                  open(operation);
                }}
              >
                <strong>{operation.title}</strong>
                <span>{purposeOf(operation)}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function useOpen() {
  const { changeTab } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const openTab = useOpenTab();
  return (operation: ReadyOperation) => {
    const at = tabs.findIndex(({ operationName }) => operationName === operation.name);
    if (at >= 0) changeTab(at);
    else openTab({ ...operation, variables: variablesText(operation) });
  };
}
