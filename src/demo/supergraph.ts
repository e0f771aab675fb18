import { printSubgraphSchema } from '@apollo/subgraph';
import { subgraphSchema } from '../graph/schema.ts';
import { startGateway } from '../supergraph/gateway.ts';
import { jobsSdl, startJobs } from '../supergraph/jobs.ts';

/** Starts a second subgraph, and a gateway that serves both as one graph; resolves to its URL. */
export async function startSupergraph(url: string, port: number): Promise<string> {
  const jobs = await startJobs();
  const sdl = printSubgraphSchema(subgraphSchema());
  const gateway = await startGateway(
    [
      { name: 'lucca', url, sdl },
      { name: 'jobs', url: jobs.url, sdl: jobsSdl },
    ],
    port,
  );
  return gateway.url;
}
