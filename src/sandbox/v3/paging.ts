import type { PageLimit } from '../behaviour.ts';
import { Refused } from '../response.ts';

/** Parses `offset,limit`. The default limit is the largest page. */
export function parsePaging(
  text: string | undefined,
  { maximum, above }: PageLimit,
): { offset: number; limit: number } {
  if (text === undefined || text === '1') return { offset: 0, limit: maximum };
  const [offsetText = '', limitText, ...more] = text.split(',');
  if (limitText === undefined || more.length > 0) {
    throw new Refused(400, `${text} does not respect limit=start,count format`);
  }
  if (!isInteger(offsetText)) throw new Refused(400, `Offset value ${offsetText} not in correct format`);
  if (!isInteger(limitText)) throw new Refused(400, `Limit value ${limitText} not in correct format`);
  const offset = Number(offsetText);
  const limit = Number(limitText);
  if (limit < 1 || (limit > maximum && above === 'refused')) {
    throw new Refused(400, `Paging limit should be between 1 and ${maximum}`);
  }
  if (offset < 0) throw new Refused(400, 'Paging offset should be greater than 0');
  return { offset, limit: Math.min(limit, maximum) };
}

function isInteger(text: string): boolean {
  return /^\s*-?\d{1,9}\s*$/.test(text);
}
