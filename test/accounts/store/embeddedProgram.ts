import { writeSync } from 'node:fs';
import { createStore } from '../../../src/accounts/store/store.ts';

// Writes until it is killed, and prints each number only after the store has acknowledged it. It prints synchronously, so that it
// fails, and ends, once nobody reads what it prints.
const [url = '', first = '0'] = process.argv.slice(2);
const store = await createStore(url);
for (let number = Number(first); ; number += 1) {
  await store.set(`key-${number % 7}`, String(number));
  writeSync(1, `${number}\n`);
}
