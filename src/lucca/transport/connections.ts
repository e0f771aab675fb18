import type { Dispatcher } from 'undici';
import { once } from '../../once.ts';
import type { Policy } from '../resilience/policy.ts';

/** The connections to Lucca. */
export type Connections = {
  request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  destroy(): Promise<void>;
};

/**
 * Returns connections to Lucca, or to one port of this machine. They are opened with the first request, because the start does not need the
 * HTTP client, which takes long to load.
 */
export function connectLater(port: number | undefined, policy: Policy): Connections {
  let isUsed = false;
  const opened = once(async () => {
    isUsed = true;
    const { createAgent, createLoopbackAgent } = await import('./connect.ts');
    return port === undefined ? createAgent(policy) : createLoopbackAgent(port, policy);
  });
  return {
    request: async (options) => (await opened()).request(options),
    async destroy() {
      if (isUsed) await (await opened()).destroy();
    },
  };
}
