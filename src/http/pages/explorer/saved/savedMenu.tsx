import { useGraphiQL } from '@graphiql/react';
import { type FormEvent, useRef, useState } from 'react';
import { useOpenTab } from '../openTab.ts';
import { useEdited } from '../share/edited.ts';
import {
  deleteOperation,
  lastingVariables,
  type SavedOperation,
  savedOperations,
  saveOperation,
} from './savedOperations.ts';

/** A menu of the operations that the reader saved in this browser. It also saves the one in the active tab. */
export function SavedMenu() {
  const menu = useRef<HTMLDivElement>(null);
  const [operations, setOperations] = useState(() => savedOperations(localStorage));
  const [suggested, setSuggested] = useState('');
  const edited = useEdited();
  const openTab = useOpenTab();
  const schema = useGraphiQL((state) => state.schema);

  function read() {
    // Another tab of the browser may have changed them.
    setOperations(savedOperations(localStorage));
    setSuggested(edited().name ?? '');
  }
  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get('title')).trim();
    const operation = edited();
    if (title === '' || schema == null) return;
    setOperations(saveOperation(localStorage, { ...operation, title, variables: lastingVariables(schema, operation) }));
  }

  return (
    <>
      <button type="button" className="ready" popoverTarget="saved-operations" onClick={read}>
        Saved operations
      </button>
      <div ref={menu} id="saved-operations" className="ready-operations" popover="auto">
        <form className="padded" onSubmit={save}>
          <label htmlFor="saved-title">Save the operation in this tab as</label>
          <input key={suggested} id="saved-title" name="title" defaultValue={suggested} required maxLength={100} />
          <button type="submit">Save</button>
          <p className="hint">
            It stays in this browser until you delete it. Of its variables, dates, numbers and choices are saved; text
            and ids are not, because they may name a person.
          </p>
        </form>
        <SavedList
          operations={operations}
          onOpen={(operation) => {
            menu.current?.hidePopover();
            openTab(operation);
          }}
          onDelete={({ title }) => setOperations(deleteOperation(localStorage, title))}
        />
      </div>
    </>
  );
}

type SavedListProps = {
  operations: SavedOperation[];
  onOpen: (operation: SavedOperation) => void;
  onDelete: (operation: SavedOperation) => void;
};

function SavedList({ operations, onOpen, onDelete }: SavedListProps) {
  return (
    <ul>
      {operations.map((operation) => (
        <li key={operation.title} className="saved">
          <button type="button" onClick={() => onOpen(operation)}>
            <strong>{operation.title}</strong>
          </button>
          <button type="button" aria-label={`Delete ${operation.title}`} onClick={() => onDelete(operation)}>
            Delete
          </button>
        </li>
      ))}
    </ul>
  );
}
