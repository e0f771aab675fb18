import { useEffect, useId, useState } from 'react';
import type { Ask, Result } from '../ask.ts';

type Person = { id: string; displayName: string | null; employeeNumber: string | null };
type PersonFieldProps = { id: string; value: unknown; onChange: (value: unknown) => void; ask: Ask };

const query = `query FindPeople($search: String!) {
  employees(first: 10, filter: { search: $search, status: [ACTIVE, FORMER] }) {
    edges { node { id displayName employeeNumber } }
  }
}`;
// Fewer letters find too many people.
const minLetters = 2;
const typingMs = 400;

/** An input for the id of a person, who is found by name. */
export function PersonField({ id, value, onChange, ask }: PersonFieldProps) {
  const listId = useId();
  const [text, setText] = useState('');
  const [people, setPeople] = useState<Person[]>([]);
  const [problem, setProblem] = useState('');
  const chosen = people.find((person) => person.id === value);
  const isChosen = people.some((person) => nameOf(person) === text);

  useEffect(() => {
    if (text.trim().length < minLetters || isChosen) return;
    const left = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setPeople(await peopleFound(ask, text, left.signal));
        setProblem('');
      } catch (error) {
        if (!left.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      }
    }, typingMs);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [ask, text, isChosen]);

  function type(next: string) {
    setText(next);
    const person = people.find((each) => nameOf(each) === next);
    if (person) onChange(person.id);
  }

  return (
    <>
      <input
        id={id}
        type="search"
        list={listId}
        placeholder="Search by name"
        autoComplete="off"
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      <datalist id={listId}>
        {people.map((person) => (
          <option key={person.id} value={nameOf(person)} />
        ))}
      </datalist>
      <span role="status" className="hint">
        {problem || (chosen ? `Chosen: ${nameOf(chosen)}` : typeof value === 'string' && value !== '' && `ID ${value}`)}
      </span>
    </>
  );
}

/** A person’s name with their employee number, because two people may have the same name. */
const nameOf = ({ displayName, employeeNumber }: Person) =>
  employeeNumber === null ? (displayName ?? '–') : `${displayName ?? '–'} (${employeeNumber})`;

async function peopleFound(ask: Ask, search: string, signal: AbortSignal): Promise<Person[]> {
  const { data, errors = [] } = await ask<Result<{ employees: { edges: { node: Person }[] } | null }>>(
    { query, operationName: 'FindPeople', variables: { search } },
    { signal },
  );
  if (errors[0]) throw new Error(errors[0].message);
  return data?.employees?.edges.map(({ node }) => node) ?? [];
}
