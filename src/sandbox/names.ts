import type { Person } from './model.ts';

/** A person's name as lists show it, "Ada VERNIER". */
export function nameOf(person: Person): string {
  return `${person.firstName} ${person.lastName}`;
}

/** A person's name with the family name first, "VERNIER Ada". */
export function displayNameOf(person: Person): string {
  return `${person.lastName} ${person.firstName}`;
}

/** A local midnight, the way v3 writes a day. */
export function midnight(day: string): string;
export function midnight(day: string | null): string | null;
export function midnight(day: string | null): string | null {
  return day === null ? null : `${day}T00:00:00`;
}
