import { createStore } from '../../../src/accounts/store/store.ts';

// Writes until it is killed, saying each number only after the store has acknowledged it.
const [url = '', first = '0'] = process.argv.slice(2);
const store = await createStore(url);
for (let number = Number(first); ; number += 1) {
  await store.set(`key-${number % 7}`, String(number));
  process.stdout.write(`${number}\n`);
}
