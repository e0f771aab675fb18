import { useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo } from 'react';
import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { counted } from './format.ts';
import { jsonOf, shortJsonOf } from './json.ts';
import { saveFile } from './saveFile.ts';

type JsonTextProps = { answer: Answer; list: Column | null; name: string };

/** Writes the JSON of an answer into the editor's own view. Shows only the start of a long answer, and offers the whole as a file. */
export function JsonText({ answer, list, name }: JsonTextProps) {
  const editor = useGraphiQL((state) => state.responseEditor);
  const { text, shown, count } = useMemo(() => shortJsonOf(answer, list), [answer, list]);
  useEffect(() => editor?.setValue(text), [editor, text]);
  if (shown === count) return null;
  return (
    <div className="pages">
      <p role="status">
        The JSON below ends after {shown.toLocaleString()} of {counted(count, 'row')}, because the editor can show no
        more.
      </p>
      <button type="button" onClick={() => saveFile([jsonOf(answer)], 'application/json', `${name}.json`)}>
        Download all of it as JSON
      </button>
    </div>
  );
}
