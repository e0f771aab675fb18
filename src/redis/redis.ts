import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { defaults } from '../defaults.ts';

/** A Redis that several instances share, and that nobody ever waits for. */
export type Redis = Awaited<ReturnType<typeof openRedis>>;

/** How Redis is reached, and who hears of what becomes of it. */
export type RedisOptions = {
  /** `redis://…`, or `rediss://…` with TLS; Redis 6.2 or later, or Valkey. */
  url: string;
  /** What all keys and channels begin with, `lucca` unless said. */
  prefix?: string;
  /** How long an answer is waited for, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Told when Redis is lost, with the kind of failure, and when it is back. */
  onLost?: (reason: string) => void;
  onBack?: () => void;
};

/** How often it is made sure that Redis answers. */
const beatMs = 500;
/** After how long a connection over which nothing comes is given up. */
const silentMs = 2_000;
/** How long the start waits for Redis. */
const startMs = 1_000;

const late = Symbol('late');

/**
 * Opens a connection that mends itself. From the first answer that is late, unless it may be large, nothing is asked until Redis is
 * found to answer in time again: whoever would have asked goes on without it at once. Resolves without Redis where that is not there.
 */
export async function openRedis({
  url,
  prefix = 'lucca',
  timeoutMs = defaults.redisTimeoutMs,
  onLost,
  onBack,
}: RedisOptions) {
  const client = createClient({
    url,
    // What is published comes over the connection that asks.
    RESP: 3,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: { connectTimeout: 1_000, socketTimeout: silentMs, reconnectStrategy: () => beatMs },
  });
  const channel = `${prefix}:news`;
  const listeners: ((news: string) => void)[] = [];
  const onReturn: (() => void)[] = [];
  let isUp = false;
  let isTold = false;
  let isSubscribed = false;
  let isClosed = false;
  let next: NodeJS.Timeout | undefined;

  function lose(reason: string): void {
    isUp = false;
    if (isTold || isClosed) return;
    isTold = true;
    onLost?.(reason);
  }

  async function attempt<Answer>(
    work: () => Promise<Answer>,
    ms = timeoutMs,
    isLostWhenLate = true,
  ): Promise<Answer | undefined> {
    try {
      const answer = await inTime(work(), ms);
      if (answer !== late) return answer;
      if (isLostWhenLate) lose('late');
    } catch (failure) {
      lose(kindOf(failure));
    }
    return undefined;
  }

  async function subscribe(): Promise<void> {
    await client.subscribe(channel, (news) => {
      for (const hear of listeners) hear(news);
    });
    isSubscribed = true;
  }

  async function beat(): Promise<void> {
    const answer = client.isReady
      ? await attempt(async () => {
          if (!isSubscribed) await subscribe();
          // A Redis that can be read but not written is of no use either.
          return client.set(`${prefix}:beat`, '1', { expiration: { type: 'PX', value: silentMs } });
        })
      : lose('disconnected');
    if (isClosed) return;
    if (answer !== undefined && !isUp) {
      isUp = true;
      if (isTold) onBack?.();
      isTold = false;
      for (const look of onReturn) look();
    }
    next = setTimeout(beat, beatMs).unref();
  }

  client.on('error', (failure: unknown) => lose(kindOf(failure)));
  // It tries again for ever.
  const connecting = client.connect().then(
    () => {},
    (failure: unknown) => lose(kindOf(failure)),
  );
  await Promise.race([connecting, sleep(startMs)]);
  await beat();

  return {
    prefix,
    isUp: () => isUp,
    /** Asks; undefined where Redis was lost before, or is by now. Only what nobody waits for may take longer than usual. */
    ask: async <Answer>(work: (redis: typeof client) => Promise<Answer>, ms?: number): Promise<Answer | undefined> =>
      isUp ? attempt(() => work(client), ms) : undefined,
    /** Looks for what may be large: where that is late, it is as if it were not there, and Redis is not lost. */
    look: async <Answer>(work: (redis: typeof client) => Promise<Answer>): Promise<Answer | undefined> =>
      isUp ? attempt(() => work(client), timeoutMs, false) : undefined,
    /** Tells without waiting: even a Redis whose answers are late may hear it. */
    tell(work: (redis: typeof client) => Promise<unknown>): void {
      if (client.isReady) work(client).catch((failure: unknown) => lose(kindOf(failure)));
    },
    /** The channel, and who hears what is published there. */
    channel,
    listen: (hear: (news: string) => void) => void listeners.push(hear),
    /** Calls back whenever Redis has come back. */
    onReturn: (look: () => void) => void onReturn.push(look),
    close(): void {
      isClosed = true;
      isUp = false;
      clearTimeout(next);
      client.destroy();
    },
  };
}

async function inTime<Answer>(answer: Promise<Answer>, ms: number): Promise<Answer | typeof late> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<typeof late>((resolve) => {
    // Where it was we who had no time, the answer may be there already: it is read before the second of these comes.
    timer = setTimeout(() => setImmediate(() => setImmediate(() => resolve(late))), ms);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** The code of a failure or its class: a message could hold the address with its password. */
function kindOf(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  return 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.constructor.name;
}
