import { headcounts, type Unit } from './organisation.ts';
import type { Site } from './plan.ts';
import { at, type Random } from './random.ts';

/** A position in the organisation, before a person is drawn for it. */
export type Seat = {
  unit: Unit;
  site: Site;
  /** 1–7, see `levelNames`. */
  level: number;
  status: 'active' | 'former' | 'upcoming';
  /** Null for the chief executive. */
  manager: Seat | null;
  leads: boolean;
};

const usualSpan = 8;
const widestSpan = 12;

/** Creates exactly `people` seats. The first of each unit is its head, and the first of all is the chief executive's. */
export function createSeats(units: readonly Unit[], people: number, random: Random): Seat[] {
  const counts = headcounts(units, people);
  const heads = new Map<Unit | null, Seat>();

  return units.flatMap((unit, index) => {
    const head = createHead(unit, heads.get(unit.parent) ?? null, random);
    heads.set(unit, head);
    const others = Array.from({ length: at(counts, index) - 1 }, () => createOther(unit, head, random));

    const present = others.filter(({ status }) => status === 'active');
    arrange(head, present);
    const bosses = [head, ...present.filter(({ leads }) => leads)];
    for (const absent of others) if (absent.status !== 'active') absent.manager = random.pick(bosses);
    return [head, ...others];
  });
}

function createHead(unit: Unit, manager: Seat | null, random: Random): Seat {
  const site = random.weighted(unit.sites);
  return { unit, site, level: [7, 6][unit.depth] ?? 5, status: 'active', manager, leads: true };
}

function createOther(unit: Unit, head: Seat, random: Random): Seat {
  return {
    unit,
    site: random.weighted(unit.sites),
    level: random.weighted([
      [1, 26],
      [2, 42],
      [3, 32],
    ]),
    status: random.weighted([
      ['active', 90],
      ['former', 8],
      ['upcoming', 2],
    ]),
    manager: head,
    leads: false,
  };
}

/** Assigns the managers of a team: its head if the team is small, leads otherwise. */
function arrange(head: Seat, team: readonly Seat[]): void {
  const direct = team.length <= widestSpan ? team : team.slice(0, usualSpan);
  const indirect = team.slice(direct.length);
  const leads = direct.slice(0, Math.ceil(indirect.length / usualSpan));
  for (const seat of direct) seat.manager = head;
  for (const [index, lead] of leads.entries()) {
    const from = Math.round((index * indirect.length) / leads.length);
    const to = Math.round(((index + 1) * indirect.length) / leads.length);
    lead.level = 4;
    lead.leads = true;
    arrange(lead, indirect.slice(from, to));
  }
}
