import { parentPort, workerData } from 'node:worker_threads';
import { attacks, type Target } from './attacks.ts';

// A thread that attacks until it is terminated, so that the measuring one is not kept from measuring.

const { name, target } = workerData as { name: string; target: Target };
const attack = attacks[name];
if (!attack) throw new Error(`There is no attack called ${name}.`);
let done = 0;
parentPort?.on('message', () => parentPort?.postMessage(done));
for (let each = 0; each < attack.concurrency; each++)
  void (async () => {
    for (;;) {
      await attack.send(target).catch(() => new Promise((resolve) => setTimeout(resolve, 10)));
      done += 1;
    }
  })();
