import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { variablesText } from './memory.ts';
import { purposeOf, type ReadyOperation } from './operations.ts';

/** A menu of the ready operations, by what they answer. Each opens in its own tab, or in a new one if that was closed. */
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
  const { addTab, changeTab, setOperationName } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  return (operation: ReadyOperation) => {
    const at = tabs.findIndex(({ operationName }) => operationName === operation.name);
    if (at >= 0) return changeTab(at);
    flushSync(addTab);
    queryEditor?.setValue(operation.query);
    variableEditor?.setValue(variablesText(operation));
    setOperationName(operation.name);
  };
}
