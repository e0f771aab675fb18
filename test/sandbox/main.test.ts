import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { ask } from '../support/askSandbox.ts';

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/sandbox/main.ts', ...options]);
  children.push(child);
  return child;
}

test('started alone it prints a request that works, and ends cleanly when told to', async () => {
  const child = start('--port', '0', '--employees', '300');
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (/^sandbox listening on/m.test(printed)) break;
  }
  const [, host = '', key = '', port, path = ''] =
    /-H 'Host: (\S+)' -H 'Authorization: lucca application=(\S+)' 'http:\/\/127\.0\.0\.1:(\d+)(\S+)'/.exec(printed) ??
    [];
  const reply = await ask({ port: Number(port) }, path, { host, key });
  expect([reply.status, JSON.parse(reply.text).data.items]).toEqual([200, Array(3).fill(expect.anything())]);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('started by another process it ends as well when it is told to, though the other goes on', async () => {
  const child = fork('src/sandbox/main.ts', ['--port', '0'], { execArgv: ['--import', 'tsx'], silent: true });
  children.push(child);
  for await (const chunk of child.stdout ?? []) if (/^sandbox listening on/m.test(String(chunk))) break;
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a port that is no number is refused', async () => {
  expect(await once(start('--port', 'x'), 'exit')).toEqual([2, null]);
});
