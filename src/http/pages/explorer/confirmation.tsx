import { useCallback, useEffect, useRef, useState } from 'react';

type Asked = { fields: string[]; domain: string | null | undefined };
type Question = Asked & { answer: (isConfirmed: boolean) => void };

/** Asks one question at a time. `confirm` resolves to true only if the button that confirms is pressed. */
export function useConfirmation() {
  const [question, setQuestion] = useState<Question | null>(null);
  const confirm = useCallback(
    (asked: Asked) => new Promise<boolean>((answer) => setQuestion({ ...asked, answer })),
    [],
  );
  return { question, confirm };
}

/** Asks whether to run a mutation, and names its fields and the company that it changes. */
export function Confirmation({ question }: { question: Question | null }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (question === null || dialog.current === null) return;
    dialog.current.returnValue = '';
    dialog.current.showModal();
  }, [question]);
  if (question === null) return null;
  return (
    <dialog
      ref={dialog}
      aria-labelledby="confirmation-title"
      onClose={({ currentTarget }) => question.answer(currentTarget.returnValue === 'yes')}
    >
      <h2 id="confirmation-title">{title(question)}</h2>
      <p>
        This operation is a mutation: <code>{question.fields.join(', ')}</code>. It may change the connection to Lucca,
        or settings that everybody in the company uses.
      </p>
      <form method="dialog">
        <button type="submit">Cancel</button>
        <button type="submit" value="yes" className="main">
          Run the mutation
        </button>
      </form>
    </dialog>
  );
}

function title({ domain }: Question): string {
  if (domain === undefined) return 'Change your company’s settings?';
  return domain === null ? 'Change the connection? No Lucca is connected yet.' : `Change ${domain}?`;
}
