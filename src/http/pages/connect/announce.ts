import { write } from './element.ts';

/** Has screen readers announce a text politely. */
export const announce = (text: string) => write('status', text);
