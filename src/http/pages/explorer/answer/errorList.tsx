import type { ReactNode } from 'react';
import type { Answer } from './answers.ts';
import { counted } from './format.ts';

/** Shows each error message of an answer once, with the number of its occurrences. */
export function ErrorList({ errors, children }: { errors: Answer['errors']; children?: ReactNode }) {
  if (errors.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { message } of errors) counts.set(message, (counts.get(message) ?? 0) + 1);
  return (
    <div className="errors">
      <p role="alert">{counted(errors.length, 'error')}: what they are about is null.</p>
      <ul>
        {[...counts].map(([message, count]) => (
          <li key={message}>
            {message}
            {count > 1 && ` (${count} times)`}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
