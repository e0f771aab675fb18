import { type ChildProcess, fork } from 'node:child_process';

/** A sandbox that is up, in a process of its own. */
export type SandboxProcess = { pid: number | undefined; port: number };

/** Starts the sandbox as a process of its own, so that it can be stopped and started while one watches. */
export function startSandboxProcess(port: number, employees: string | undefined): Promise<SandboxProcess> {
  const options = ['--port', String(port), ...(employees === undefined ? [] : ['--employees', employees])];
  const child: ChildProcess = fork(new URL('../sandbox/main.ts', import.meta.url), options, { silent: true });
  process.once('exit', () => child.kill());
  let printed = '';
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaints += text;
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
      const isTaken = complaints.includes('EADDRINUSE');
      const taken = `Port ${port} cannot be listened on (EADDRINUSE). Set SANDBOX_PORT to another.`;
      reject(new Error(isTaken ? taken : `The sandbox did not start.\n${complaints}`));
    });
  });
}
