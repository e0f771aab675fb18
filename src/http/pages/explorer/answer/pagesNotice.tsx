import { totalOf } from './allPages.ts';
import type { Answer } from './answers.ts';
import type { Column } from './columns.ts';
import { counted } from './format.ts';
import { partOf } from './lack.ts';
import type { PageReader } from './reading.tsx';

type PagesNoticeProps = {
  answer: Answer;
  list: Column;
  reader: PageReader;
  /** Why reading stopped before the last page; null if it did not. */
  stopped: string | null;
  onReadAll: () => void;
};

/** Says that a view shows only the first rows of a list, and offers to read the others. Shows nothing if the list is complete. */
export function PagesNotice({ answer, list, reader, stopped, onReadAll }: PagesNoticeProps) {
  const part = partOf(answer.data, list);
  if (part === '') return null;
  const total = totalOf(answer.data, list);
  return (
    <div className="pages">
      <p role="status">
        {stopped !== null && `${stopped} `}
        This is about the {part}.
        {!reader.hasMore &&
          ' To read all of them, select pageInfo { hasNextPage endCursor }, and give the argument after a variable.'}
      </p>
      {reader.canReadAll && reader.progress === null && (
        <button type="button" onClick={onReadAll}>
          Read all {total === null ? 'rows' : counted(total, 'row')}
        </button>
      )}
    </div>
  );
}
