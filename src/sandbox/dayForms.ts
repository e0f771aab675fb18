import type { Behaviour } from './behaviour.ts';

/** Makes what writes first and last days, days alone or midnights, in the form that a behaviour has; null is one that is not known. */
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
