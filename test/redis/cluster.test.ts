import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createHashName } from '../../src/accounts/store/recordKey.ts';
import { openRedis, RedisUnusable } from '../../src/redis/redis.ts';
import { listen } from '../support/listen.ts';

const program = process.env.REDIS_SERVER_PATH ?? '/usr/bin/redis-server';
const isThere = existsSync(program);
if (!isThere) process.stdout.write('There is no redis-server: its test is skipped. Set REDIS_SERVER_PATH to run it.\n');

/** Starts a node of a cluster and returns its URL. */
async function startNode(): Promise<string> {
  const { port, close } = await listen(createServer());
  await close();
  const directory = mkdtempSync(join(tmpdir(), 'cluster-'));
  const settings = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--cluster-enabled',
    'yes',
    '--save',
    '',
    '--dir',
    directory,
  ];
  const node = spawn(program, settings);
  onTestFinished(() => {
    node.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    node.stdout.on('data', (text: Buffer) => {
      output += text;
      if (output.includes('Ready to accept connections')) resolve();
    });
    node.once('exit', () => reject(new Error(output)));
  });
  return `redis://127.0.0.1:${port}`;
}

it.skipIf(!isThere)(
  'a node of a Redis cluster is refused at the start, because instances would never share a quota there',
  async () => {
    const opening = openRedis({ url: await startNode(), hashName: createHashName('a name key') });
    await expect(opening).rejects.toThrow(RedisUnusable);
    await expect(opening).rejects.toThrow(/REDIS_URL leads to a node of a Redis cluster/);
  },
);
