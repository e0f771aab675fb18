import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Pool } from 'undici';
import { bundle, type SourceChange } from '../support/bundle.ts';

type Instance = { child: ChildProcess; pool: Pool };

/** Errors of a request whose instance was killed. */
const endedCodes = ['UND_ERR_SOCKET', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'];

/** Starts two instances with these environment variables, each replaced by another when it is killed. The changes are faults to be found. */
export async function startInstances(env: Record<string, string>, changes: readonly SourceChange[]) {
  const program = await bundle('test/load/instance.ts', changes);
  async function start(): Promise<Instance> {
    const child = fork(program, { env: { ...process.env, ...env }, execArgv: [] });
    const [{ port }] = await Promise.race([
      once(child, 'message') as Promise<[{ port: number }]>,
      once(child, 'exit').then(() => Promise.reject(new Error('an instance has ended before it listened'))),
    ]);
    return { child, pool: new Pool(`http://127.0.0.1:${port}`, { connections: 16 }) };
  }
  async function end({ child, pool }: Instance): Promise<void> {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await pool.destroy();
  }
  const instances = await Promise.all([start(), start()]);
  let away: number | null = null;

  return {
    /** Sends a GraphQL request to one of them, or to the other while it is being replaced. Null without an answer, because it was killed. */
    async send(index: number, headers: Record<string, string>, request: object): Promise<string | null> {
      const { pool } = instances[index === away ? 1 - index : index] as Instance;
      try {
        const { body } = await pool.request({
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(request),
        });
        return await body.text();
      } catch (failure) {
        if (failure instanceof Error && 'code' in failure && endedCodes.includes(String(failure.code))) return null;
        throw failure;
      }
    },
    async replace(index: number) {
      // What is under way ends with the process.
      const ended = end(instances[index] as Instance);
      away = index;
      await ended;
      instances[index] = await start();
      away = null;
    },
    close: () => Promise.all(instances.map(end)),
  };
}
