import type { Person } from '../model.ts';
import { midnight } from '../names.ts';
import { scalar } from './properties.ts';
import { createShape } from './shape.ts';

/** A resource that a user refers to. */
export type Reference = { id: number | string; name: string; code?: string };

/** The shapes of the resources that a user refers to, except other users. */
export function createReferenceShapes(host: string, isLenient: boolean) {
  const id = (kind: 'number' | 'text') => scalar<Reference>('id', kind, (reference) => reference.id);
  const name = scalar<Reference>('name', 'text', (reference) => reference.name);
  const code = scalar<Reference>('code', 'text', (reference) => reference.code ?? null);
  const url = (path: string) =>
    scalar<Reference>('url', 'text', (reference) => `https://${host}/api/v3/${path}/${reference.id}`);
  const addressed = (typeName: string, path: string) =>
    createShape<Reference>(typeName, ['id', 'name', 'url'], isLenient, [id('number'), name, code, url(path)]);
  return {
    department: addressed('Department', 'departments'),
    legalEntity: addressed('LegalEntity', 'legalEntities'),
    occupationCategory: createShape('SocioProfessionalCategory', ['id', 'name'], isLenient, [id('number'), name]),
    jobQualification: createShape('JobQualification', ['id', 'name'], isLenient, [id('number'), name]),
    country: createShape('Country', ['id', 'name'], isLenient, [id('text'), name]),
    workCycle: createWorkCycleShape(isLenient),
  };
}

function createWorkCycleShape(isLenient: boolean) {
  const defaults = ['id', 'ownerID', 'workCycleID', 'startsOn', 'endsOn'];
  return createShape<Person['workCycles'][number] & { ownerId: number }>('UserWorkCycle', defaults, isLenient, [
    scalar('id', 'number', (cycle) => cycle.id),
    scalar('ownerID', 'number', (cycle) => cycle.ownerId),
    scalar('workCycleID', 'number', (cycle) => cycle.workCycleId),
    scalar('startsOn', 'date', (cycle) => midnight(cycle.startsOn)),
    scalar('endsOn', 'date', (cycle) => midnight(cycle.endsOn)),
  ]);
}
