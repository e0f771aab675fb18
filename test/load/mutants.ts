import type { SourceChange } from '../support/bundle.ts';

/** Faults by which one tenant would see something of another, or of a company that it has connected no more. A run must find each. */
export const mutants: Record<string, SourceChange[]> = {
  'all tenants have one account': [
    {
      file: 'src/accounts/store/recordKey.ts',
      from: 'keyOfDigest(hashName, digestOf(tenant))',
      to: "keyOfDigest(hashName, '')",
    },
  ],
  'the account that is remembered is that of any tenant': [
    {
      file: 'src/accounts/recentAccounts.ts',
      from: 'entries.get(tenant) ?? begin',
      to: 'entries.get([...entries.keys()][0] ?? tenant) ?? begin',
    },
  ],
  'a token that is remembered is that of anybody': [
    {
      file: 'src/http/rememberedTokens.ts',
      from: "(token: string) => hash('sha256', token, 'base64')",
      to: "(_token: string) => hash('sha256', '', 'base64')",
    },
  ],
  'what is cached is that of any account': [
    { file: 'src/cache/cacheKey.ts', from: '[id, version, ...parts]', to: '[...parts]' },
  ],
  'a whole response that is kept is that of any account': [
    {
      file: 'src/http/keptResponses.ts',
      from: 'JSON.stringify([id, viewpointOf(context), accept, body])',
      to: 'JSON.stringify([accept, body])',
    },
    {
      file: 'src/http/keptResponses.ts',
      from: 'return createRepeat(context)(kept.inputs) ? kept : null;',
      to: 'return kept;',
    },
    {
      file: 'src/cache/keptResponses.ts',
      from: "cacheKey(account, 'response', digest)",
      to: 'String(digest)',
    },
  ],
  'what is cached outlives its connection': [
    { file: 'src/cache/cacheKey.ts', from: '[id, version, ...parts]', to: '[id, ...parts]' },
    { file: 'src/cache/memory.ts', from: 'if (isEnded(connection)) return;', to: '' },
    {
      file: 'src/cache/memory.ts',
      from: 'if (isKeyOf(connection, key)) caches.delete(key);',
      to: 'isKeyOf(connection, key);',
    },
  ],
  'ids are of any account': [
    {
      file: 'src/graph/server/ids.ts',
      from: 'function cipherOf(accountId: string) {',
      to: "function cipherOf(_: string) { const accountId = '';",
    },
  ],
  'the end of a connection is not told to other instances': [
    { file: 'src/app.ts', from: 'snapshots?.onPurged(({ id }) => accounts.forget(id));', to: '' },
  ],
  'the record of accesses is that of all tenants': [
    {
      file: 'src/audit/stores/postgres.ts',
      from: '? read(`WHERE tenant = $1',
      to: '? read(`WHERE $1::text IS NOT NULL',
    },
    { file: 'src/audit/audit.ts', from: 'findingsIn(entry)?.tenant === tenant', to: 'true' },
  ],
};
