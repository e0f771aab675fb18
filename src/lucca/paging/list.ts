import { openList } from './envelope.ts';
import type { Walk } from './walk.ts';

/** No pages: one answer is the whole list. */
export const walkList: Walk = async function* (source) {
  const { json, bytes } = await source.ask(() => ({}));
  const items = openList(json, source.resource);
  yield { items, total: items.length, bytes };
};
