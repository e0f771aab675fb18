import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Ask } from '../ask.ts';
import { valuesIn } from '../saved/savedOperations.ts';
import { instantOf, localText } from './instants.ts';
import { PersonField } from './personField.tsx';
import { type VariableField, variableFields } from './variableFields.ts';

/**
 * A form for the variables of the active tab's operation. It reads and writes the JSON in the editor below it. Enter runs the operation.
 */
export function VariablesForm({ ask }: { ask: Ask }) {
  const { schema, documentAST, operationName } = useGraphiQL((state) => ({
    schema: state.schema,
    documentAST: state.documentAST,
    operationName: state.operationName,
  }));
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  const { run } = useGraphiQLActions();
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
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          {fields.map((field) => (
            <Field
              key={`${tab} ${field.name}`}
              field={field}
              value={values[field.name] ?? null}
              ask={ask}
              onChange={(value) => write(JSON.stringify({ ...values, [field.name]: value }, null, 2))}
            />
          ))}
          {/* Without it, Enter does nothing where there are several fields. */}
          <button type="submit" hidden />
        </form>
      )}
      {others.length > 0 && <p className="hint">Only as JSON, below: {others.join(', ')}</p>}
    </section>,
    host,
  );
}

/** Adds an element between the operation and the JSON of its variables. */
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

/** The current text of the variables editor. */
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

type FieldProps = { field: VariableField; value: unknown; onChange: (value: unknown) => void; ask: Ask };

function Field({ field, value, onChange, ask }: FieldProps) {
  const id = useId();
  const { input, label, isRequired } = field;
  if (input === 'choices') return <Choices {...{ field, value, onChange }} />;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {input === 'dateTime' && ' (UTC)'}
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

type ValueProps = Omit<FieldProps, 'ask'> & { id: string };

const types = { date: 'date', number: 'number', decimal: 'text', text: 'text' } as const;

/** The input for one value. An empty input is null. */
function Value(props: ValueProps) {
  const { id, field, value, onChange } = props;
  const { input, isRequired, options } = field;
  if (input === 'yesOrNo') return <YesOrNo {...props} />;
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
  if (input === 'dateTime')
    return (
      <input
        id={id}
        type="datetime-local"
        step={1}
        required={isRequired}
        value={localText(value)}
        onChange={({ target }) => onChange(target.value === '' ? null : instantOf(target.value))}
      />
    );
  return (
    <input
      id={id}
      type={types[input as keyof typeof types]}
      inputMode={input === 'decimal' ? 'decimal' : undefined}
      required={isRequired}
      value={String(value ?? '')}
      onChange={({ target }) => {
        // Ignores a number that is still being typed.
        if (target.validity.badInput) return;
        const isNumber = input === 'number' && target.value !== '';
        onChange(isNumber ? target.valueAsNumber : target.value || null);
      }}
    />
  );
}

/** A choice of yes, no or nothing. Nothing omits the variable, so that its default applies. */
function YesOrNo({ id, field: { isRequired }, value, onChange }: ValueProps) {
  return (
    <select
      id={id}
      required={isRequired}
      value={typeof value === 'boolean' ? String(value) : ''}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value === 'true')}
    >
      <option value="">not set</option>
      <option value="true">yes</option>
      <option value="false">no</option>
    </select>
  );
}

/** A choice of several enum values, in the order in which they are chosen. */
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
