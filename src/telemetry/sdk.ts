import { metrics, propagation, trace } from '@opentelemetry/api';
import { version } from '../version.ts';

/** OpenTelemetry's variables that this module reads; its packages read all others themselves. */
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

/** An exporter that OpenTelemetry defines and this program does not include. */
export class ExporterUnknown extends Error {}

/** The exporters of traces and metrics: the one that is set, or else OTLP if an endpoint is set. */
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
 * Registers OpenTelemetry's SDK as configured by the environment. Returns a function that sends what is left and shuts the SDK down. Its
 * packages are loaded only if they are needed. An SDK that the operator has already registered is kept.
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
    // The process is ending, so what the collector does not accept is lost.
    await Promise.allSettled(ends.map((end) => end()));
  };
}
