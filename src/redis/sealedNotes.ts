import type { Redis } from './redis.ts';
import type { SealerOf } from './sealedSnapshots.ts';

/** Short texts that instances share; each expires. None is found while Redis is down. */
export type Notes = {
  set(name: string, text: string, ms: number): void;
  delete(name: string): void;
  find(name: string): Promise<string | null>;
};

/** Stores notes in Redis, each encrypted for its name. */
export function createSealedNotes(redis: Redis, kind: string, sealerOf: SealerOf): Notes {
  const keyOf = (name: string) => redis.keyOf(kind, name);
  return {
    set(name, text, ms) {
      const sealed = sealerOf(keyOf(name)).seal(Buffer.from(text)).toString('base64');
      void redis.run('SET', (client) => client.set(keyOf(name), sealed, { expiration: { type: 'PX', value: ms } }));
    },
    delete: (name) => void redis.run('UNLINK', (client) => client.unlink(keyOf(name))),
    async find(name) {
      const sealed = await redis.read('GET', (client) => client.get(keyOf(name)));
      if (typeof sealed !== 'string') return null;
      return sealerOf(keyOf(name)).open(Buffer.from(sealed, 'base64'))?.toString() ?? null;
    },
  };
}
