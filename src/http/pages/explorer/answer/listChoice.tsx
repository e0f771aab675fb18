import { useId } from 'react';
import type { AnswerShape, Column } from './columns.ts';

type ListChoiceProps = { shape: AnswerShape; list: Column | null; onChoose: (list: Column | null) => void };

/** The choice of the list whose objects are the rows. It is shown if an answer has several lists, or is mainly one object. */
export function ListChoice({ shape: { lists, main }, list, onChoose }: ListChoiceProps) {
  const id = useId();
  if (lists.length + (main ? 0 : 1) <= 1) return null;
  return (
    <div className="choice">
      <label htmlFor={id}>Rows</label>
      <select
        id={id}
        value={list?.name ?? ''}
        onChange={({ target }) => onChoose(lists.find(({ name }) => name === target.value) ?? null)}
      >
        {main === null && <option value="">every field</option>}
        {lists.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
