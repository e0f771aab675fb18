import { startFaultyConnections } from '../support/faultyConnections.ts';
import { type SubgraphOptions, startSubgraph } from '../support/subgraph.ts';
import type { Injection } from './registry.ts';

/** A subgraph in front of a Lucca that can be made to fail in every way there is. */
export async function startBeforeFailing(options: SubgraphOptions) {
  const connections = await startFaultyConnections();
  const subgraph = await startSubgraph({ ...options, agent: connections.agent });
  const { control } = subgraph.sandbox;
  return {
    ...subgraph,
    /** Lets what is asked of a host go wrong: the next times, or until it is mended where nobody there can count. */
    spoil(what: Injection, host: string, times = 1_000, where: { path?: string } = {}) {
      if (what.kind === 'dns' || what.kind === 'refused' || what.kind === 'tls') connections.fail(host, what);
      else if (what.kind === 'hang') control.delay(60_000, { host });
      else control.fail(what, { ...where, host, times });
    },
    /** Lets a host be reached again. */
    mend: connections.heal,
  };
}
