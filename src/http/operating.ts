import type { Metrics } from '../telemetry/metrics.ts';
import type { Routes } from './server.ts';

/** Routes for the operator of the process: `/livez`, `/readyz` (503 while it is stopping), and `/metrics` if there are metrics. */
export function operatingRoutes(isStopping: () => boolean, metrics: Metrics | null): Routes {
  return {
    'GET /livez': (_, response) => void response.end('ok'),
    'GET /readyz'(_, response) {
      response.statusCode = isStopping() ? 503 : 200;
      response.end(isStopping() ? 'stopping' : 'ok');
    },
    ...(metrics && {
      async 'GET /metrics'(_, response) {
        response.setHeader('content-type', metrics.contentType);
        response.end(await metrics.text());
      },
    }),
  };
}
