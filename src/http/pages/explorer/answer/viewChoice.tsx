/** How an answer is shown. */
export type View = 'Table' | 'Chart' | 'JSON';

const views: View[] = ['Table', 'Chart', 'JSON'];

/** The choice of how an answer is shown. */
export function ViewChoice({ view, onView }: { view: View; onView: (view: View) => void }) {
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
