import { type ReactNode, useId } from 'react';

/** A labelled choice of one text. */
export function Choice(props: {
  label: string;
  value: string;
  options: readonly (string | { value: string; text: string })[];
  onChange: (value: string) => void;
}) {
  const { label, value, options, onChange } = props;
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          {options.map((option) => {
            const { value: key, text } = typeof option === 'string' ? { value: option, text: option } : option;
            return (
              <option key={key} value={key}>
                {text}
              </option>
            );
          })}
        </select>
      )}
    </Labelled>
  );
}

/** A labelled input for a whole number from 1. */
export function NumberBox({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          type="number"
          min={1}
          value={value}
          onChange={({ target }) => onChange(Math.max(1, Math.floor(target.valueAsNumber) || 1))}
        />
      )}
    </Labelled>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
