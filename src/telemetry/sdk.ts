import { metrics, propagation, trace } from '@opentelemetry/api';
import { version } from '../version.ts';

/** The variables of OpenTelemetry that are read here; its packages read all others themselves. */
export type OtelEnvironment = Partial<
  Record<
    | 'OTEL_SDK_DISABLED'
    | 'OTEL_EXPORTER_OTLP_ENDPOINT'
    | 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
    | 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'
    | 'OTEL_TRACES_EXPORTER'
    | 'OTEL_METRICS_EXPORTER'
    | 'OTEL_METRIC_EXPORT_INTERVAL',
    string
  >
>;

type Exporter = 'otlp' | 'console' | 'none';

const isExporter = (name: string): name is Exporter => ['otlp', 'console', 'none'].includes(name);

/** An exporter that OpenTelemetry knows and this program does not have. */
export class ExporterUnknown extends Error {}

/** Where traces and metrics go: to the exporter that is named, or else by OTLP where an endpoint is named for them. */
export function exportersOf(env: OtelEnvironment = process.env): { traces: Exporter; metrics: Exporter } {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return { traces: 'none', metrics: 'none' };
  const exporterOf = (signal: 'TRACES' | 'METRICS'): Exporter => {
    const named = env[`OTEL_${signal}_EXPORTER`]?.trim() ?? '';
    const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT || env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`];
    if (named === '') return endpoint ? 'otlp' : 'none';
    if (!isExporter(named)) throw new ExporterUnknown(`OTEL_${signal}_EXPORTER: otlp, console or none`);
    return named;
  };
  return { traces: exporterOf('TRACES'), metrics: exporterOf('METRICS') };
}

/**
 * Registers OpenTelemetry's SDK as the environment says, and returns what ends it once everything is sent. Its packages are loaded only if they
 * are needed. Leaves alone an SDK that a file of the operator has registered.
 */
export async function startTelemetry(env: OtelEnvironment = process.env): Promise<() => Promise<void>> {
  const exporters = exportersOf(env);
  const isIdle = exporters.traces === 'none' && exporters.metrics === 'none';
  if (isIdle) return async () => {};
  const { createMeterProvider, createTracerProvider, contextManager, propagator } = await import('./providers.ts');
  const ends: (() => Promise<void>)[] = [];
  if (exporters.traces !== 'none') {
    const provider = createTracerProvider(exporters.traces, version);
    if (trace.setGlobalTracerProvider(provider)) {
      contextManager.register();
      propagation.setGlobalPropagator(propagator);
      ends.push(() => provider.shutdown());
    }
  }
  if (exporters.metrics !== 'none') {
    const provider = createMeterProvider(exporters.metrics, version, Number(env.OTEL_METRIC_EXPORT_INTERVAL ?? 60_000));
    if (metrics.setGlobalMeterProvider(provider)) ends.push(() => provider.shutdown());
  }
  return async () => {
    // What a collector does not take when the process ends is lost: there is nobody left to tell.
    await Promise.allSettled(ends.map((end) => end()));
  };
}
