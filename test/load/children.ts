import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { bundle } from '../support/bundle.ts';

/** The processes that were started. */
const children: ChildProcess[] = [];

/** The most that is remembered of what a process has printed. */
const printedCharacters = 4_000;

/**
 * Starts a file as a process, and returns it with what it says once it is ready. Throws, with the last that it printed, if it ends before
 * that. What it prints is passed on.
 */
export async function start(file: string, env: Record<string, string>, execArgv: string[] = []) {
  const child = fork(await bundle(file), { env: { PATH: process.env.PATH, ...env }, execArgv, silent: true });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      printed = `${printed}${text}`.slice(-printedCharacters);
      process.stderr.write(text);
    });
  const ended = once(child, 'close').then(([code, signal]) => {
    throw new Error(`${file} has ended (${signal ?? code}) before it was ready: ${printed}`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  // From now on it may end.
  ended.catch(() => {});
  return { child, ...message };
}

/** Runs a program, ends all processes that it has started, and removes its directory. */
export async function runProgram(run: () => Promise<void>, directory: string): Promise<never> {
  try {
    await run();
  } finally {
    await endAll();
    await rm(directory, { recursive: true });
  }
  process.exit();
}

/** Ends all processes that still run. */
async function endAll(): Promise<void> {
  for (const child of children.filter(({ connected }) => connected)) {
    child.disconnect();
    await once(child, 'exit');
  }
}

// biome-ignore lint/suspicious/noExplicitAny: the answer of a query that is written where this is called.
export async function ask(port: number, token: string, query: string, variables: object = {}): Promise<any> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

/** Connects a Lucca for the tenant of a token. */
export async function connect(port: number, token: string, host: string, apiKey: string): Promise<void> {
  const input = { domain: host, apiKey, acceptMissingPermissions: true };
  const document = 'mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { __typename } }';
  const { data } = await ask(port, token, document, { input });
  if (data?.connectAccount.__typename !== 'AccountConnected') throw new Error(`${host} could not be connected.`);
}
