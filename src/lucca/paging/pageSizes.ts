import { LRUCache } from 'lru-cache';
import { hourMs } from '../../time.ts';
import { LuccaBadRequest, LuccaTimeout } from '../errors.ts';
import type { LuccaRow, Resource } from '../resource.ts';

const smallest = 10;

/** Remembers for an hour which page size each host bears for each resource. */
export function createPageSizes() {
  const sizes = new LRUCache<string, number>({ max: 10_000, ttl: hourMs });

  /**
   * Asks with the size known to work. When Lucca gives up (408) the same is asked once more with half of it,
   * when it refuses the size (400) with the resource's cautious one.
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
      const cautious = resource.fallbackPageSize;
      if (error instanceof LuccaBadRequest && error.status === 400 && cautious !== undefined && size > cautious) {
        const answer = await attempt(cautious);
        // Only now is it known that the size was the matter.
        remember(cautious);
        return { ...answer, size: cautious };
      }
      throw error;
    }
  }

  return { ask };
}
