import { type ChildProcess, fork } from 'node:child_process';

/** A sandbox running in its own process. */
export type SandboxProcess = { pid: number | undefined; port: number };

/** Starts the sandbox in its own process, so that it can be stopped and restarted during the demo. */
export function startSandboxProcess(port: number, employees: string | undefined): Promise<SandboxProcess> {
  const options = ['--port', String(port), ...(employees === undefined ? [] : ['--employees', employees])];
  const child: ChildProcess = fork(new URL('../sandbox/main.ts', import.meta.url), options, { silent: true });
  process.once('exit', () => child.kill());
  let printed = '';
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text: Buffer) => {
      printed += text;
      const [, listeningOn] = /^sandbox listening on \S+:(\d+)$/m.exec(printed) ?? [];
      if (listeningOn === undefined) return;
      child.stderr?.pipe(process.stderr);
      resolve({ pid: child.pid, port: Number(listeningOn) });
    });
    child.once('exit', () => {
      const isTaken = errors.includes('EADDRINUSE');
      const taken = `Cannot listen on port ${port} (EADDRINUSE). Set SANDBOX_PORT to another one.`;
      reject(new Error(isTaken ? taken : `The sandbox did not start.\n${errors}`));
    });
  });
}
