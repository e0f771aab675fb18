import { LuccaBadRequest, LuccaContractBroken } from '../errors.ts';
import { countedRest, uncountedRest } from './counted.ts';
import { hasRoot, openV4 } from './envelope.ts';
import type { PageSource, Paginator } from './paginator.ts';
import { note, type Progress } from './progress.ts';
import { numberedPages } from './v4Pages.ts';

/**
 * Reads pages by number if Lucca accepts numbers, because only these can be checked for gaps and read in parallel; otherwise one after the
 * other, each by the token in the page before. A token is sent back unchanged, and never followed as a link.
 */
export const paginateV4Tokens: Paginator = async function* (source, progress) {
  if (progress.total === null && progress.token === null) {
    const first = await tokenPage(source, progress);
    yield first;
    // Neither a count nor whether another page follows: Lucca ignores what else was asked for, too.
    if (first.total === null && !first.saysNext) return yield* uncountedRest(numberedPages, source, progress, first);
  }
  if (progress.token === null) return yield* countedRest(numberedPages, source, progress);

  if (progress.total !== null) {
    const { token, covered } = progress;
    progress.token = null;
    try {
      return yield* countedRest(numberedPages, source, progress, false);
    } catch (error) {
      if (progress.covered > covered) throw error;
      // No page has been read by number: continuing from here, now or later, may require a token.
      progress.token = token;
      if (!(error instanceof LuccaBadRequest || error instanceof LuccaContractBroken)) throw error;
    }
  }
  yield* tokenPages(source, progress);
};

async function* tokenPages(source: PageSource, progress: Progress) {
  const used = new Set<string>();
  while (progress.token !== null) {
    used.add(progress.token);
    yield await tokenPage(source, progress);
    const { token, total } = progress;
    // Lucca repeats a token, or has more pages than rows.
    if (token !== null && (used.has(token) || used.size > (total ?? Number.POSITIVE_INFINITY))) {
      throw new LuccaContractBroken({ resource: source.resource, status: 200 });
    }
  }
}

async function tokenPage(source: PageSource, progress: Progress) {
  const page: { page?: string } = progress.token === null ? {} : { page: progress.token };
  const { json, bytes, size, isMovable } = await source.ask((limit) => ({
    ...page,
    limit: String(limit),
    'fields.root': 'next,count',
  }));
  const { items, count, next } = openV4(json, source.resource);
  note({ items, total: count }, progress);
  progress.covered += items.length;
  progress.isMovable = isMovable;
  // A page that is not full although more follow shows Lucca's largest page size.
  progress.step = next === null || items.length === 0 ? size : Math.min(size, items.length);
  progress.token = next;
  const saysNext = hasRoot(json, 'next');
  return { items, total: count, bytes, step: progress.step, isWhole: items.length > size, saysNext };
}
