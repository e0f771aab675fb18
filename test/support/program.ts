import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { bundle, type SourceChange } from './bundle.ts';

const root = resolve(import.meta.dirname, '../..');

/** Kills a direct child of this process once this process is gone, even if it was killed: the child's standard input ends then. */
const endWithParent = `data:text/javascript,${encodeURIComponent(
  `if (process.ppid === ${process.pid}) process.stdin.once('end', () => process.kill(process.pid, 'SIGKILL')).resume().unref()`,
)}`;

/** `PATH`, and what marks the processes of a run, so that the run can check that none is left. */
const { PATH, TEST_RUN } = process.env;
const inherited = { PATH, ...(TEST_RUN !== undefined && { TEST_RUN }) };

/** Where a program is started, and with which arguments, and environment variables besides `PATH`. */
export type ProgramOptions = { cwd: string; env?: Record<string, string>; args?: string[] };

/** The same with changes to the source. */
type ChangedProgramOptions = ProgramOptions & { changes?: readonly SourceChange[] };

/** Is handed what is to be done once a test needs something no more. */
export type WhenDone = (end: () => Promise<void>) => void;

/** Starts one of our programs as a real process, which is ended after the test, or when `whenDone` says. */
export async function startProgram(
  file: 'src/main.ts' | 'src/demo.ts' | 'src/cli.ts' | 'src/sandbox/main.ts',
  { cwd, env = {}, args = [], changes = [] }: ChangedProgramOptions,
  whenDone: WhenDone = onTestFinished,
) {
  const child = spawn(process.execPath, ['--import', endWithParent, await bundle(file, changes), ...args], {
    cwd,
    env: { ...inherited, ...env },
  });
  return follow(child, () => child.kill(), whenDone);
}

/** Starts `npm run` as a newcomer does, in an empty directory that is made to look like ours; killed with all it has started. */
export async function startScript(script: string, { cwd, env = {}, args = [] }: ProgramOptions) {
  for (const name of ['package.json', 'node_modules', 'src', 'schema', 'dist'])
    await symlink(join(root, name), join(cwd, name));
  const child = spawn('npm', ['run', script, '--', ...args], {
    cwd,
    env: {
      ...inherited,
      HOME: cwd,
      npm_config_update_notifier: 'false',
      NODE_OPTIONS: `--import ${endWithParent}`,
      ...env,
    },
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
