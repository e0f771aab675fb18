import { probedUsers } from '../../lucca/resources/probedUsers.ts';
import type { Check } from './permissions.ts';

/** Whether a check's evidence is the people themselves, rather than another list. */
export const isProvenByPeople = ({ evidence }: Check) => evidence.path === probedUsers.path;
