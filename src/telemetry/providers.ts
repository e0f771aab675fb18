import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { ConsoleMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, BatchSpanProcessor, ConsoleSpanExporter } from '@opentelemetry/sdk-trace-base';

/** Attributes of this process; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` override them or add others. */
const resourceOf = (version: string) =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'lucca-subgraph', 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));

/** Sends spans in batches, as configured by the variables `OTEL_BSP_*` and `OTEL_TRACES_SAMPLER`. */
export const createTracerProvider = (exporter: 'otlp' | 'console', version: string) =>
  new BasicTracerProvider({
    resource: resourceOf(version),
    spanProcessors: [new BatchSpanProcessor(exporter === 'otlp' ? new OTLPTraceExporter() : new ConsoleSpanExporter())],
  });

export const createMeterProvider = (exporter: 'otlp' | 'console', version: string, exportIntervalMillis: number) =>
  new MeterProvider({
    resource: resourceOf(version),
    readers: [
      new PeriodicExportingMetricReader({
        exporter: exporter === 'otlp' ? new OTLPMetricExporter() : new ConsoleMetricExporter(),
        exportIntervalMillis,
        exportTimeoutMillis: Math.min(exportIntervalMillis, 30_000),
      }),
    ],
  });

export const contextManager = {
  register: () => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()),
};

export const propagator = new W3CTraceContextPropagator();
