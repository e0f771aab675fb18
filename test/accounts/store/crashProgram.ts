import { writeSync } from 'node:fs';
import { createAccounts } from '../../../src/accounts/accounts.ts';
import { keyringWrapper } from '../../../src/accounts/sealing/keyWrapper.ts';
import { openVault } from '../../../src/accounts/sealing/vault.ts';
import { openDataKeys } from '../../../src/accounts/store/dataKeys.ts';
import { openHashName } from '../../../src/accounts/store/nameHash.ts';
import { createRecords } from '../../../src/accounts/store/records.ts';
import { rewrapAll } from '../../../src/accounts/store/rewrap.ts';
import { createStore, keyStoreUrl } from '../../../src/accounts/store/store.ts';
import { createFakeLucca } from '../fakeLucca.ts';

// Connects, replaces keys, disconnects, erases and rotates the master key until it is killed. It says each step before it begins and once it is acknowledged,
// in one synchronous line, so that what it said last is what it knew when it died.
const [url = '', table = '', keyring = '', life = ''] = process.argv.slice(2);
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

const tenant = 'tenant';
const store = await createStore(url, { table });
const vault = await openVault(keyring);
const keyStore = await createStore(keyStoreUrl(url), { table: `${table}_keys` });
const keys = await openDataKeys({
  accountStore: store,
  store: keyStore,
  wrappers: [keyringWrapper(vault)],
  now: Date.now,
});
const hashName = await openHashName(vault, store);
const records = createRecords({ store, keys, vault, hashName });
const accounts = await createAccounts({
  store,
  keys,
  vault,
  hashName,
  lucca: createFakeLucca(),
  onFault(fault) {
    throw fault;
  },
});

async function state(): Promise<string> {
  const account = await accounts.find(tenant);
  return account === null ? 'nothing' : Object.values(await accounts.credentials(account)).join(' ');
}

say({ found: await state() });
// Each life begins with another step.
for (let step = Number(life) * 5 + 1; ; step += 1) {
  const apiKey = `key-${life}-${step}`;
  const host = step % 2 === 0 ? 'acme.ilucca.net' : 'globex.ilucca.ch';
  const submission = { tenant, apiKey, acceptMissingPermissions: false, deadlineAt: Date.now() + 9_000 };
  const account = await accounts.find(tenant);
  const kind = step % 7;
  if (kind === 0) {
    say({ began: 'nothing' });
    await accounts.disconnect(tenant);
  } else if (kind === 3) {
    say({ began: 'nothing' });
    await accounts.erase(tenant);
  } else if (kind === 5) {
    say({ began: await state() });
    await rewrapAll({ records, keys, vault, store });
  } else if (step % 3 === 0 && account !== null) {
    say({ began: `${account.host} ${apiKey}` });
    await accounts.replaceKey(submission);
  } else {
    say({ began: `${host} ${apiKey}` });
    await accounts.connect({ ...submission, domain: host });
  }
  say({ acknowledged: await state() });
}
