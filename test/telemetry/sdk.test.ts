import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { exportersOf } from '../../src/telemetry/sdk.ts';
import { listenUntilDone } from '../support/listen.ts';
import { prepareProcess } from '../support/prepareProcess.ts';
import { startProgram } from '../support/program.ts';

/** Starts a collector for OTLP over HTTP. */
async function startCollector() {
  const received: Record<string, string> = {};
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('latin1').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      received[request.url ?? ''] = (received[request.url ?? ''] ?? '') + text;
      response.setHeader('content-type', 'application/x-protobuf').end();
    });
  });
  return { received, url: `http://127.0.0.1:${await listenUntilDone(server)}` };
}

/** Starts the process with these OpenTelemetry variables. */
async function start(otel: Record<string, string>) {
  const { cwd, env } = await prepareProcess(randomBytes(32).toString('base64'));
  return startProgram('src/main.ts', { cwd, env: { ...env, ...otel } });
}

describe('OpenTelemetry', () => {
  it('sends traces and metrics to the configured endpoint, the last of them when the process ends', async () => {
    const { received, url } = await startCollector();
    const program = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_SERVICE_NAME: 'people-of-acme',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging',
    });
    const [, port] = await program.prints(/"port":(\d+),"msg":"listening"/);
    const traceId = randomBytes(16).toString('hex');
    await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: '{"query":"query Traced { __typename }"}',
    });
    await fetch(`http://127.0.0.1:${port}/nowhere`);
    program.kill('SIGTERM');
    expect(await program.exitCode()).toBe(0);
    const { '/v1/traces': traces = '', '/v1/metrics': metrics = '' } = received;
    expect(Buffer.from(traces, 'latin1').toString('hex')).toContain(traceId);
    for (const text of ['people-of-acme', 'staging', 'graphql.operation.type', 'query']) expect(traces).toContain(text);
    for (const text of [
      'people-of-acme',
      'graphql.server.operation.duration',
      'subgraph.refusals',
      'path',
      'cache_bytes',
    ])
      expect(metrics).toContain(text);
  });

  it('does not keep the process from ending when its endpoint does not answer', async () => {
    const program = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    await program.prints(/"msg":"listening"/);
    program.kill('SIGTERM');
    expect(await program.exitCode()).toBe(0);
  });

  it('fails at the start with an unknown exporter', async () => {
    const program = await start({ OTEL_TRACES_EXPORTER: 'zipkin' });
    expect(await program.exitCode()).toBe(1);
    expect(program.printed.err).toBe('OTEL_TRACES_EXPORTER: otlp, console or none\n');
  });

  it.each([
    [{}, 'none', 'none'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, 'otlp', 'otlp'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318' }, 'otlp', 'none'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_METRICS_EXPORTER: 'none' }, 'otlp', 'none'],
    [{ OTEL_TRACES_EXPORTER: 'console' }, 'console', 'none'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }, 'none', 'none'],
  ])('with %o sends traces to %s and metrics to %s', (env, traces, metrics) => {
    expect(exportersOf(env)).toEqual({ traces, metrics });
  });
});
