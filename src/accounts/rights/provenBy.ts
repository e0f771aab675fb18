import { probedUsers } from '../../lucca/resources/probedUsers.ts';
import type { Check } from './permissions.ts';

/** Whether a check rests on what people show, rather than on a list of something else. */
export const isProvenByPeople = ({ evidence }: Check) => evidence.path === probedUsers.path;
