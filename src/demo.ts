import { parseArgs } from 'node:util';
import { startSandboxProcess } from './demo/sandboxProcess.ts';
import { welcome } from './demo/welcome.ts';
import { onceOrphaned } from './sandbox/orphaned.ts';

const { values: options } = parseArgs({ options: { employees: { type: 'string' }, supergraph: { type: 'boolean' } } });

let stop = async () => {};
const end = () => void stop().then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
if (process.env.npm_lifecycle_event !== undefined) onceOrphaned(end);

/** Serves on loopback, without configuration: a sandbox in a process of its own, and the subgraph in front of it. */
async function demo() {
  const port = readPort('PORT', 4000);
  // The sandbox makes its companies while the subgraph is loaded: each takes about a second.
  const [sandbox, { serve }] = await Promise.all([
    startSandboxProcess(readPort('SANDBOX_PORT', 4010), options.employees),
    import('./demo/serve.ts'),
  ]);
  const logLevel = process.env.LOG_LEVEL ?? 'warn';
  const { url, connectedHost, ...running } = await serve({ port, sandboxPort: sandbox.port, logLevel });
  stop = running.stop;
  const supergraphUrl = options.supergraph ? await supergraphOf(`${url}/graphql`) : undefined;
  process.stdout.write(welcome({ url, supergraphUrl, connectedHost, sandbox, employees: options.employees }));
}

async function supergraphOf(url: string): Promise<string> {
  // The gateway is as large as everything else combined, so it is loaded only on request.
  const { startSupergraph } = await import('./demo/supergraph.ts');
  return startSupergraph(url, readPort('SUPERGRAPH_PORT', 4020));
}

function readPort(name: 'PORT' | 'SANDBOX_PORT' | 'SUPERGRAPH_PORT', usual: number): number {
  const text = process.env[name] ?? String(usual);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`${name} must be a port number.`);
  return Number(text);
}

demo().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
