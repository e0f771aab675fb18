import { setTimeout as sleep } from 'node:timers/promises';
import { defaults } from '../defaults.ts';
import type { ContextOptions } from '../graph/context.ts';
import { createGraphql } from '../http/graphql.ts';
import { listen } from '../http/listen.ts';
import { operatingRoutes } from '../http/operating.ts';
import { Overloaded, watchLateness } from '../http/overload.ts';
import { pageRoutes } from '../http/pages.ts';
import { createWebServer, type Routes } from '../http/server.ts';
import { createTrust } from '../http/trustedDocuments.ts';
import type { Measures } from '../telemetry/measures.ts';
import { createRefusals } from '../telemetry/refusals.ts';
import { traceOperation } from '../telemetry/tracing.ts';
import type { AppOptions } from './options.ts';

/** Creates the web server with all its routes. */
export async function createServer(
  options: AppOptions,
  measures: Measures,
  parts: Pick<
    ContextOptions,
    'accounts' | 'lucca' | 'vault' | 'caches' | 'policies' | 'inferences' | 'audit' | 'nameSubject'
  >,
) {
  const { log, now = Date.now, notReadyMs = 0, shedAboveMs = Number.POSITIVE_INFINITY } = options;
  const { deadlineMs, readMs } = { ...defaults, ...options };
  const lateness = watchLateness();
  let isStopping = false;
  const routes: Routes = {
    ...pageRoutes(options),
    ...operatingRoutes(() => isStopping, measures.prometheus),
  };
  const refusals = createRefusals(log, measures.onRefusal);
  const httpServer = createWebServer(routes, {
    log,
    refusals,
    isStopping: () => isStopping,
    isForThisMachine: options.isForThisMachine,
  });
  const graphql = await createGraphql({
    httpServer,
    authenticate: options.authenticate,
    proveRouter: options.proveRouter,
    trust: options.trustedDocuments && createTrust(options.trustedDocuments, options),
    log,
    refusals,
    onOperation(event) {
      traceOperation(event);
      measures.onOperation(event);
    },
    introspection: options.introspection ?? false,
    showsValidation: options.showsValidation ?? false,
    context: {
      ...parts,
      countRows: measures.prometheus?.rowsOf,
      deadlineMs,
      readMs,
      now,
    },
  });
  measures.gauge('http_body_bytes', 'Bytes allocated for request bodies that are being received.', graphql.bodyBytes);
  routes['POST /graphql'] = (request, response) => {
    if (lateness.ms() > shedAboveMs) throw new Overloaded();
    return graphql.serve(request, response);
  };
  return {
    listen: (port: number, host: string) => listen(httpServer, port, host),
    async stop() {
      isStopping = true;
      await sleep(notReadyMs);
      await graphql.stop();
      lateness.close();
      refusals.close();
    },
  };
}
