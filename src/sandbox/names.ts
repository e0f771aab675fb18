import type { Person } from './model.ts';

/** A person's name as in lists, for example `Ada VERNIER`. */
export function nameOf(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

/** A person's name with the family name first, for example `VERNIER Ada`. */
export function displayNameOf(person: Person): string {
  return `${person.lastName} ${person.firstName}`;
}

/** A day as v3 writes it: midnight in local time. */
export function midnight(day: string): string;
export function midnight(day: string | null): string | null;
export function midnight(day: string | null): string | null {
  return day === null ? null : `${day}T00:00:00`;
}
