import { useGraphiQL } from '@graphiql/react';
import { useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { valuesIn } from '../saved/savedOperations.ts';
import { PersonField } from './personField.tsx';
import { type VariableField, variableFields } from './variableFields.ts';

/** A form for the variables of the active tab's operation, which reads and writes the JSON in the editor below it. */
export function VariablesForm({ ask }: { ask: typeof fetch }) {
  const { schema, documentAST, operationName } = useGraphiQL((state) => ({
    schema: state.schema,
    documentAST: state.documentAST,
    operationName: state.operationName,
  }));
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const host = useFormHost();
  const { text, write } = useVariablesText();
  const { fields, others } = useMemo(
    () => (schema && documentAST ? variableFields(schema, documentAST, operationName) : { fields: [], others: [] }),
    [schema, documentAST, operationName],
  );
  if (host === null || fields.length === 0) return null;
  const values = valuesIn(text);
  return createPortal(
    <section className="variables" aria-label="Variables as a form">
      {values === null ? (
        <p className="hint">The variables are no JSON that can be read.</p>
      ) : (
        fields.map((field) => (
          <Field
            key={`${tab} ${field.name}`}
            field={field}
            value={values[field.name] ?? null}
            ask={ask}
            onChange={(value) => write(JSON.stringify({ ...values, [field.name]: value }, null, 2))}
          />
        ))
      )}
      {others.length > 0 && <p className="hint">Only as JSON, below: {others.join(', ')}</p>}
    </section>,
    host,
  );
}

/** A place between the operation and the JSON of its variables. */
function useFormHost(): HTMLElement | null {
  const [host, setHost] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const made = document.createElement('div');
    made.className = 'variables-host';
    document.querySelector('.graphiql-editor-tools')?.before(made);
    setHost(made);
    return () => made.remove();
  }, []);
  return host;
}

/** The text of the editor of variables, as it changes. */
function useVariablesText() {
  const editor = useGraphiQL((state) => state.variableEditor);
  const text = useSyncExternalStore(
    (onChange) => {
      const listening = editor?.onDidChangeModelContent(onChange);
      return () => listening?.dispose();
    },
    () => editor?.getValue() ?? '',
  );
  return { text, write: (next: string) => editor?.setValue(next) };
}

type FieldProps = { field: VariableField; value: unknown; onChange: (value: unknown) => void; ask: typeof fetch };

function Field({ field, value, onChange, ask }: FieldProps) {
  const id = useId();
  const { input, label, isRequired } = field;
  if (input === 'choices') return <Choices {...{ field, value, onChange }} />;
  return (
    <div className={input === 'checkbox' ? 'field inline' : 'field'}>
      <label htmlFor={id}>
        {label}
        {isRequired && <span aria-hidden="true"> *</span>}
      </label>
      {input === 'person' ? (
        <PersonField {...{ id, value, onChange, ask }} />
      ) : (
        <Value {...{ id, field, value, onChange }} />
      )}
    </div>
  );
}

const types = { date: 'date', number: 'number', decimal: 'text', text: 'text' } as const;

/** One value. An empty one is null. */
function Value({ id, field, value, onChange }: Omit<FieldProps, 'ask'> & { id: string }) {
  const { input, isRequired, options } = field;
  if (input === 'checkbox')
    return (
      <input id={id} type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
    );
  if (input === 'choice')
    return (
      <select
        id={id}
        required={isRequired}
        value={String(value ?? '')}
        onChange={({ target }) => onChange(target.value || null)}
      >
        {(!isRequired || value === null) && <option value="">–</option>}
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  return (
    <input
      id={id}
      type={types[input as keyof typeof types]}
      inputMode={input === 'decimal' ? 'decimal' : undefined}
      required={isRequired}
      value={String(value ?? '')}
      onChange={({ target }) => {
        // A number that is not finished yet is none.
        if (target.validity.badInput) return;
        const isNumber = input === 'number' && target.value !== '';
        onChange(isNumber ? target.valueAsNumber : target.value || null);
      }}
    />
  );
}

/** Several values of an enum, in the order in which they are chosen. */
function Choices({ field, value, onChange }: Omit<FieldProps, 'ask'>) {
  const { label, options } = field;
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option}>
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) => {
              const others = chosen.filter((each) => each !== option);
              onChange(target.checked ? [...others, option] : others);
            }}
          />{' '}
          {option}
        </label>
      ))}
    </fieldset>
  );
}
