import { createHmac } from 'node:crypto';
import { digestOf } from './record.ts';

/** Hashes a name of some kind with the store's name key: equal for all instances of one store, and unknown to others. */
export type HashName = (kind: string, name: string) => string;

/** Makes the hash from a name key; 43 characters of base64url. */
export const createHashName =
  (nameKey: string): HashName =>
  (kind, name) =>
    createHmac('sha256', nameKey)
      .update(JSON.stringify([kind, name]))
      .digest('base64url');

const prefix = 'account:v2:';
/** A record of a version that hashed tenants without a key. */
const unkeyed = /^account:[0-9a-f]{64}$/;

/** The key of a tenant's record: hashed with a key, so that a dump of the store does not reveal whose records it contains. */
export const recordKey = (hashName: HashName, tenant: string) => keyOfDigest(hashName, digestOf(tenant));

/** The new key of a record whose key was hashed without a secret. */
export const keyOfUnkeyed = (hashName: HashName, key: string) => keyOfDigest(hashName, key.slice('account:'.length));

const keyOfDigest = (hashName: HashName, digest: string) => `${prefix}${hashName('account', digest)}`;

/** Whether a key of the store is that of a tenant's record. */
export const isRecordKey = (key: string) => key.startsWith(prefix);

/** Whether a key of the store is that of a record to be moved. */
export const isUnkeyedRecordKey = (key: string) => unkeyed.test(key);
