import { setTimeout as sleep } from 'node:timers/promises';
import { defaults } from '../defaults.ts';
import { secondMs, withTimeout } from '../time.ts';
import { createAvailability, type Failure } from './availability.ts';
import { createSigning, type HashName } from './signing.ts';

/** A Redis shared by several instances. No request ever depends on it. */
export type Redis = Awaited<ReturnType<typeof openRedis>>;

/** How to reach Redis, and what to call when it is lost and when it is back. */
export type RedisOptions = {
  /** `redis://…`, or `rediss://…` with TLS; Redis 6.2 or later, or Valkey. */
  url: string;
  /** Prefix of all keys and channels. */
  prefix?: string | undefined;
  /** Hashes names in keys and signs what the instances leave for each other; the same for all of them. */
  hashName: HashName;
  /** Time to wait for an answer, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Called with the kind of failure when Redis is lost, and when it is back. */
  onLost?: (reason: string) => void;
  onBack?: () => void;
  /** Runs a command, and notes how long that takes; told its name, and nothing of its keys or values. */
  observe?: <Answer>(operation: string, work: () => Promise<Answer>) => Promise<Answer>;
};

/** Redis is of a kind that the instances cannot share. The message contains nothing of the URL. */
export class RedisUnusable extends Error {
  override readonly name = 'RedisUnusable';
}

type Client = Awaited<ReturnType<typeof createRedisClient>>['client'];
type Work<Answer> = (client: Client) => Promise<Answer>;

/** Time between two checks that Redis answers, and between two attempts to connect. */
export const beatMs = 500;
/** A connection that receives nothing for so long is closed. */
const silentMs = 2 * secondMs;
/** The number of late answers in a row after which Redis counts as lost; a single one means little. */
const mostLate = 2;
/** Time the start waits for Redis. */
const startMs = secondMs;

class RedisLate extends Error {
  override readonly name = 'RedisLate';
  readonly code = 'late';
}

const late = new RedisLate('Redis did not answer in time');

/**
 * Opens a connection that is restored automatically. After two late answers in a row nothing is sent until Redis answers in time again;
 * callers go on without it at once. Resolves even if Redis cannot be reached; throws `RedisUnusable` for a node of a cluster.
 */
export async function openRedis(options: RedisOptions) {
  const { url, hashName, prefix = defaults.redisPrefix } = options;
  const { client, asBytes } = await createRedisClient(url);
  const availability = createAvailability(options);
  const { attempt, ...commands } = createCommands(client, availability, options);
  const channel = `${prefix}:news`;
  const listeners: ((news: string) => void)[] = [];
  let isSubscribed = false;
  let isClosed = false;
  let next: NodeJS.Timeout | undefined;

  async function prove(): Promise<true> {
    if (!isSubscribed) {
      await client.subscribe(channel, (news) => {
        for (const hear of listeners) hear(news);
      });
      isSubscribed = true;
    }
    // A Redis that can be read but not written is of no use either.
    await client.set(`${prefix}:beat`, '1', { expiration: { type: 'PX', value: silentMs } });
    return true;
  }

  async function beat(): Promise<void> {
    if (!client.isReady) availability.lose({ reason: 'disconnected', isRefusal: false });
    else if ((await attempt(prove)) && !isClosed) availability.restore();
    if (!isClosed) next = setTimeout(beat, beatMs).unref();
  }

  client.on('error', (failure: unknown) => availability.lose(kindOf(failure)));
  // The client retries without limit.
  const connecting = client.connect().then(
    () => {},
    (failure: unknown) => availability.lose(kindOf(failure)),
  );
  await Promise.race([connecting, sleep(startMs)]);
  await refuseCluster(client);
  await beat();

  return {
    /** The key for something about a host, a tenant or a connection. It does not reveal which. */
    keyOf: (kind: string, name: string) => `${prefix}:${kind}:${hashName(`redis ${kind}`, name)}`,
    ...createSigning(hashName),
    isUp: availability.isUp,
    downMs: availability.downMs,
    ...commands,
    asBytes,
    channel,
    /** Registers a listener for what is published on the channel. */
    listen: (hear: (news: string) => void) => void listeners.push(hear),
    /** Registers a listener for each return of Redis. */
    onReturn: availability.onReturn,
    close(): void {
      isClosed = true;
      availability.close();
      clearTimeout(next);
      client.destroy();
    },
  };
}

/** Creates the client, whose package of hundreds of files is loaded only here: a single instance starts without it. */
async function createRedisClient(url: string) {
  const { createClient, RESP_TYPES } = await import('@redis/client');
  const client = createClient({
    url,
    // What is published arrives over the connection that sends commands.
    RESP: 3,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: { connectTimeout: secondMs, socketTimeout: silentMs, reconnectStrategy: () => beatMs },
  });
  /** The type mapping of commands that return bytes. */
  const asBytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  return { client, asBytes };
}

/** A cluster keeps the slots of a host and its pause on different nodes, so that the instances would never share a quota. */
async function refuseCluster(client: Client): Promise<void> {
  const about = client.isReady ? await withTimeout(client.info('cluster'), startMs, () => late).catch(() => '') : '';
  if (!about.includes('cluster_enabled:1')) return;
  client.destroy();
  throw new RedisUnusable(
    'REDIS_URL leads to a node of a Redis cluster. Set the URL of a single Redis, which may be replicated.',
  );
}

/** Sends commands. No method rejects; a failure means that Redis is lost. */
function createCommands(
  client: Client,
  availability: ReturnType<typeof createAvailability>,
  { timeoutMs = defaults.redisTimeoutMs, observe = (_, work) => work() }: RedisOptions,
) {
  let lateInARow = 0;
  const inTime = <Answer>(work: Work<Answer>, ms: number) => withTimeout(work(client), ms, () => late);

  async function attempt<Answer>(work: () => Promise<Answer>, isLostWhenLate = true) {
    try {
      const answer = await work();
      lateInARow = 0;
      return answer;
    } catch (failure) {
      if (failure === late && isLostWhenLate) lateInARow += 1;
      if (failure !== late || lateInARow >= mostLate) availability.lose(kindOf(failure));
      return undefined;
    }
  }
  return {
    /** Works whether or not Redis is lost, without being observed. */
    attempt: <Answer>(work: Work<Answer>) => attempt(() => inTime(work, timeoutMs)),
    /** Returns the answer, or undefined if Redis is lost. Only work that nobody waits for may take longer than usual. */
    run: async <Answer>(operation: string, work: Work<Answer>, ms = timeoutMs): Promise<Answer | undefined> =>
      availability.isUp() ? attempt(() => observe(operation, () => inTime(work, ms))) : undefined,
    /** Like `run`, for answers that may be large: a late one is undefined, and Redis is not lost. */
    read: async <Answer>(operation: string, work: Work<Answer>): Promise<Answer | undefined> =>
      availability.isUp() ? attempt(() => observe(operation, () => inTime(work, timeoutMs)), false) : undefined,
    /** Sends without waiting for an answer, even while Redis answers late. */
    send(operation: string, work: Work<unknown>): void {
      if (!client.isReady) return;
      observe(operation, () => work(client)).catch((failure: unknown) => availability.lose(kindOf(failure)));
    },
  };
}

/**
 * The code of a failure, or its class: a message could contain the address with its password. The code of an error that Redis answers is the
 * first word of its message, such as `WRONGPASS`.
 */
function kindOf(failure: unknown): Failure {
  if (!(failure instanceof Error)) return { reason: typeof failure, isRefusal: false };
  const [answered] = /^[A-Z]{2,20}(?= )/.exec(failure.message) ?? [];
  if (answered !== undefined) return { reason: answered, isRefusal: true };
  const reason = 'code' in failure && typeof failure.code === 'string' ? failure.code : failure.constructor.name;
  return { reason, isRefusal: false };
}
