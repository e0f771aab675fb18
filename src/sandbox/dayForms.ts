import type { Behaviour } from './behaviour.ts';

/** Creates the functions that write first and last days in the form that the behaviour chooses. Null is an unknown day. */
export function createDayForms({ openEnds, unknownDays, dayZone }: Behaviour) {
  const write = (day: string | null, placeholder: Behaviour['openEnds' | 'unknownDays']) => {
    const known = day ?? (placeholder === 'null' ? null : `${placeholder}T00:00:00`);
    return known === null || dayZone === 'none' ? known : `${known.slice(0, 10)}T00:00:00+01:00`;
  };
  return {
    first: (day: string | null) => write(day, unknownDays),
    last: (day: string | null) => write(day, openEnds),
  };
}
