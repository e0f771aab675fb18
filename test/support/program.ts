import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const loader = pathToFileURL(resolve(root, 'node_modules/tsx/dist/loader.mjs')).href;

/** Where a program is started, and with which arguments, and environment variables besides `PATH`. */
export type ProgramOptions = { cwd: string; env?: Record<string, string>; args?: string[] };

/** Is handed what is to be done once a test needs something no more. */
export type WhenDone = (end: () => Promise<void>) => void;

/** Starts one of our programs as a real process; it is told to end when the test is over, unless `whenDone` keeps that for later. */
export function startProgram(
  file: string,
  { cwd, env = {}, args = [] }: ProgramOptions,
  whenDone: WhenDone = onTestFinished,
) {
  const child = spawn(process.execPath, ['--import', loader, resolve(root, file), ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
  });
  return follow(child, () => child.kill(), whenDone);
}

/** Starts `npm run` as a newcomer does, in an empty directory that is made to look like ours; killed with all it has started. */
export async function startScript(script: string, { cwd, env = {}, args = [] }: ProgramOptions) {
  for (const name of ['package.json', 'node_modules', 'src', 'schema', 'dist'])
    await symlink(join(root, name), join(cwd, name));
  const child = spawn('npm', ['run', script, '--', ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, npm_config_update_notifier: 'false', ...env },
    detached: true,
  });
  return follow(child, () => killGroup(child), onTestFinished);
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (failure) {
    const isGone = failure instanceof Error && 'code' in failure && failure.code === 'ESRCH';
    if (!isGone) throw failure;
  }
}

function follow(child: ChildProcess, kill: () => void, whenDone: WhenDone) {
  const exited = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const printed = { out: '', err: '' };
  child.stdout?.on('data', (text: Buffer) => {
    printed.out += text;
  });
  child.stderr?.on('data', (text: Buffer) => {
    printed.err += text;
  });
  whenDone(async () => {
    kill();
    await exited;
  });
  return {
    printed,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** The exit code, once the process has ended and everything it printed has come. */
    async exitCode(): Promise<number | null> {
      const [code] = await exited;
      return code;
    },
    /** Waits until its standard output matches. Fails when it ends before that. */
    async prints(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(printed.out);
        if (match) return match;
        const hasEnded = await Promise.race([
          exited.then(() => true),
          child.stdout && once(child.stdout, 'data').then(() => false),
        ]);
        if (hasEnded) throw new Error(`ended before it printed ${pattern}: ${printed.err}`);
      }
    },
  };
}
