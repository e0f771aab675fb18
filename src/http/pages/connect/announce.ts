import { write } from './element.ts';

/** Has a text spoken politely to whoever cannot see the page change. */
export const announce = (text: string) => write('status', text);
