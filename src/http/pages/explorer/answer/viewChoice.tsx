import { managerColumns } from '../org/hierarchy.ts';
import type { Column } from './columns.ts';

/** How an answer is shown. */
export type View = 'Table' | 'Chart' | 'Org chart' | 'JSON';

/** The views that a list supports: an org chart needs people with their managers. */
export const viewsOf = (list: Column | null): View[] =>
  list && managerColumns(list) ? ['Table', 'Chart', 'Org chart', 'JSON'] : ['Table', 'Chart', 'JSON'];

/** The choice of the view. */
export function ViewChoice({ view, views, onView }: { view: View; views: View[]; onView: (view: View) => void }) {
  return (
    <fieldset className="views">
      <legend className="spoken">View</legend>
      {views.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => onView(each)}>
          {each}
        </button>
      ))}
    </fieldset>
  );
}
