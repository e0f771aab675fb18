import { minuteMs } from '../time.ts';
import { type AccountVersion, cacheKey } from './cacheKey.ts';
import type { Memory } from './memory.ts';
import type { RoomOptions } from './room.ts';

/** The responses kept of one account, by a digest of the request; `size` is in bytes. They make room before any row is dropped. */
export type KeptResponses<Response extends { size: number }> = {
  find(digest: string): Response | undefined;
  keep(digest: string, response: Response): void;
};

/** A response is dropped after this time: most rows have been read again by then. */
const responseMs = 10 * minuteMs;

/** A response takes this part of the room at most. */
const responsePart = 16;

/** What V8 takes for a response besides its bytes, about. */
const bytesAround = 2_048;

/** Returns what is kept of each account. */
export const createKeptResponsesOfAccounts =
  (memory: Pick<Memory, 'get' | 'set'>, { maxBytes }: Pick<RoomOptions, 'maxBytes'>) =>
  <Response extends { size: number }>(account: AccountVersion): KeptResponses<Response> => {
    const keyOf = (digest: string) => cacheKey(account, 'response', digest);
    return {
      find: (digest) => memory.get(keyOf(digest)) as Response | undefined,
      keep(digest, response) {
        const size = bytesAround + response.size;
        if (size > maxBytes / responsePart) return;
        memory.set(account, keyOf(digest), response, size, { ttl: responseMs, isSpare: true });
      },
    };
  };
