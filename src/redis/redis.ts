import { setTimeout as sleep } from 'node:timers/promises';
import { defaults } from '../defaults.ts';
import { secondMs, withTimeout } from '../time.ts';
import { createAvailability, type Failure } from './availability.ts';
import { createSigning, type HashName } from './signing.ts';

/** A Redis shared by several instances. No request fails without it. */
export type Redis = Awaited<ReturnType<typeof openRedis>>;

/** How to reach Redis, and what to call when it goes down and comes back. */
export type RedisOptions = {
  /** `redis://…`, or `rediss://…` with TLS; Redis 6.2 or later, or Valkey. */
  url: string;
  /** Prefix of all keys and channels. */
  prefix?: string | undefined;
  /** Hashes the names in keys and signs what the instances share; the same function in every instance. */
  hashName: HashName;
  /** Time to wait for an answer, in milliseconds. */
  timeoutMs?: number | undefined;
  /** Called once for each outage, with the kind of failure. */
  onLost?: (reason: string) => void;
  onBack?: () => void;
  /** Runs a command and measures it. Receives the command's name only, never its keys or values. */
  observe?: <T>(operation: string, work: () => Promise<T>) => Promise<T>;
};

/** The instances cannot share this kind of Redis. The message contains no part of the URL. */
export class RedisUnusable extends Error {
  override readonly name = 'RedisUnusable';
}

type Client = Awaited<ReturnType<typeof createRedisClient>>['client'];
type Work<T> = (client: Client) => Promise<T>;

/** Time between two checks that Redis answers, and between two attempts to connect. */
export const beatMs = 500;
/** A connection that receives nothing for this long is closed. */
const silentMs = 2 * secondMs;
/** Number of late answers in a row after which Redis counts as down; a single one means little. */
const maxLate = 2;
/** How long the app waits for Redis when it starts. */
const startMs = secondMs;

class RedisLate extends Error {
  override readonly name = 'RedisLate';
  readonly code = 'late';
}

const late = new RedisLate('Redis did not answer in time');

/**
 * Opens a connection that is restored automatically. After two late answers in a row nothing is sent until Redis answers in time again,
 * and callers do not wait for it. Resolves even if Redis cannot be reached; throws `RedisUnusable` for a node of a cluster.
 */
export async function openRedis(options: RedisOptions) {
  const { url, hashName, prefix = defaults.redisPrefix } = options;
  const { client, asBytes } = await createRedisClient(url);
  const availability = createAvailability(options);
  const { attempt, ...commands } = createCommands(client, availability, options);
  const channel = `${prefix}:news`;
  const listeners: ((message: string) => void)[] = [];
  let isSubscribed = false;
  let isClosed = false;
  let next: NodeJS.Timeout | undefined;

  async function checkConnection(): Promise<true> {
    if (!isSubscribed) {
      await client.subscribe(channel, (message) => {
        for (const listener of listeners) listener(message);
      });
      isSubscribed = true;
    }
    // A Redis that refuses writes counts as down.
    await client.set(`${prefix}:beat`, '1', { expiration: { type: 'PX', value: silentMs } });
    return true;
  }

  async function beat(): Promise<void> {
    if (!client.isReady) availability.lose({ reason: 'disconnected', isRefusal: false });
    else if ((await attempt(checkConnection)) && !isClosed) availability.restore();
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
    /** The key for data of a host, a tenant or a connection. The key does not reveal which one. */
    keyOf: (kind: string, name: string) => `${prefix}:${kind}:${hashName(`redis ${kind}`, name)}`,
    ...createSigning(hashName),
    isUp: availability.isUp,
    downMs: availability.downMs,
    ...commands,
    asBytes,
    channel,
    /** Registers a listener for the messages on the channel. */
    listen: (listener: (message: string) => void) => void listeners.push(listener),
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

/** Creates the client. Its package has hundreds of files, so it is loaded only if Redis is used. */
async function createRedisClient(url: string) {
  const { createClient, RESP_TYPES } = await import('@redis/client');
  const client = createClient({
    url,
    // Published messages arrive over the connection that sends commands.
    RESP: 3,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    socket: { connectTimeout: secondMs, socketTimeout: silentMs, reconnectStrategy: () => beatMs },
  });
  /** The type mapping of commands that return bytes. */
  const asBytes = { [RESP_TYPES.BLOB_STRING]: Buffer };
  return { client, asBytes };
}

/** A cluster keeps the slots of a host and its pause on different nodes, so the instances could not share a quota. */
async function refuseCluster(client: Client): Promise<void> {
  const about = client.isReady ? await withTimeout(client.info('cluster'), startMs, () => late).catch(() => '') : '';
  if (!about.includes('cluster_enabled:1')) return;
  client.destroy();
  throw new RedisUnusable(
    'REDIS_URL leads to a node of a Redis cluster. Set the URL of a single Redis, which may be replicated.',
  );
}

/** Sends commands. No method rejects; a failure means that Redis is down. */
function createCommands(
  client: Client,
  availability: ReturnType<typeof createAvailability>,
  { timeoutMs = defaults.redisTimeoutMs, observe = (_, work) => work() }: RedisOptions,
) {
  let lateInARow = 0;
  const inTime = <T>(work: Work<T>, ms: number) => withTimeout(work(client), ms, () => late);

  async function attempt<T>(work: () => Promise<T>, isLostWhenLate = true) {
    try {
      const answer = await work();
      lateInARow = 0;
      return answer;
    } catch (failure) {
      if (failure === late && isLostWhenLate) lateInARow += 1;
      if (failure !== late || lateInARow >= maxLate) availability.lose(kindOf(failure));
      return undefined;
    }
  }
  return {
    /** Runs a command even while Redis is down, without measuring it. */
    attempt: <T>(work: Work<T>) => attempt(() => inTime(work, timeoutMs)),
    /** Returns the answer, or undefined while Redis is down. Only commands that no request waits for may set a longer timeout. */
    run: async <T>(operation: string, work: Work<T>, ms = timeoutMs): Promise<T | undefined> =>
      availability.isUp() ? attempt(() => observe(operation, () => inTime(work, ms))) : undefined,
    /** Like `run`, for answers that may be large: if one is late, returns undefined, and Redis still counts as up. */
    read: async <T>(operation: string, work: Work<T>): Promise<T | undefined> =>
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
