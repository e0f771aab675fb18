import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { ask } from '../support/askSandbox.ts';
import { bundle } from '../support/bundle.ts';
import { startProgram } from '../support/program.ts';

const start = (...args: string[]) => startProgram('src/sandbox/main.ts', { cwd: '.', args });

test('the sandbox, started on its own, prints a request that works, and exits with 0 on SIGTERM', async () => {
  const sandbox = await start('--port', '0', '--employees', '300');
  await sandbox.prints(/^sandbox listening on .+\n$/ms);
  const [, host = '', key = '', port, path = ''] =
    /-H 'Host: (\S+)' -H 'Authorization: lucca application=(\S+)' 'http:\/\/127\.0\.0\.1:(\d+)(\S+)'/.exec(
      sandbox.printed.out,
    ) ?? [];
  const reply = await ask({ port: Number(port) }, path, { host, key });
  expect([reply.status, JSON.parse(reply.text).data.items]).toEqual([200, Array(3).fill(expect.anything())]);
  sandbox.kill('SIGTERM');
  expect(await sandbox.exitCode()).toBe(0);
});

test('the sandbox, started by another process, exits on SIGTERM although that process is still connected to it', async () => {
  const child = fork(await bundle('src/sandbox/main.ts'), ['--port', '0'], { silent: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const chunk of child.stdout ?? []) if (/^sandbox listening on/m.test(String(chunk))) break;
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('the sandbox refuses a port that is not a number', async () => {
  const sandbox = await start('--port', 'x');
  expect(await sandbox.exitCode()).toBe(2);
});
