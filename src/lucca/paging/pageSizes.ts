import { LRUCache } from 'lru-cache';
import { hourMs } from '../../time.ts';
import { LuccaBadRequest, LuccaTimeout } from '../errors.ts';
import type { LuccaRow, Resource } from '../resource.ts';

const smallest = 10;

/** Remembers for an hour which page size each host accepts for each resource. */
export function createPageSizes() {
  const sizes = new LRUCache<string, number>({ max: 10_000, ttl: hourMs });

  /**
   * Requests a page of the size known to work. After a 408 it is requested once more with half of that size, after a 400 with the
   * resource's fallback size.
   */
  async function ask<Row extends LuccaRow, Result>(
    host: string,
    resource: Resource<Row>,
    largest: number,
    attempt: (size: number) => Promise<Result>,
  ): Promise<Result & { size: number }> {
    const key = `${host} ${resource.name}`;
    const remember = (size: number) => sizes.set(key, Math.min(size, sizes.get(key) ?? resource.pageSize));
    const size = Math.min(largest, sizes.get(key) ?? resource.pageSize);
    try {
      return { ...(await attempt(size)), size };
    } catch (error) {
      if (error instanceof LuccaTimeout && error.status === 408 && size > smallest) {
        const half = Math.max(smallest, Math.floor(size / 2));
        remember(half);
        return { ...(await attempt(half)), size: half };
      }
      const fallback = resource.fallbackPageSize;
      if (error instanceof LuccaBadRequest && error.status === 400 && fallback !== undefined && size > fallback) {
        const answer = await attempt(fallback);
        // Only now is it certain that the size was the problem.
        remember(fallback);
        return { ...answer, size: fallback };
      }
      throw error;
    }
  }

  return { ask };
}
