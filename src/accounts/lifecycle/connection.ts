import type { Caller } from '../../lucca/client.ts';
import type { ConnectedRecord } from '../store/record.ts';
import type { Records } from '../store/records.ts';

/** One connection: its record's key, account id and version. A later connect, key change or disconnect makes another. */
export type ConnectionRef = { key: string; id: string; version: number };

/** Whether a record is of exactly this connection. */
export const isRecordOf = ({ id, version }: ConnectionRef, record: ConnectedRecord) =>
  record.id === id && record.version === version;

/** A text that is the same only for the same connection. */
export const nameOf = ({ key, id, version }: ConnectionRef) => JSON.stringify([key, id, version]);

/** The record of a connection, or null when the tenant has another one or its key is rejected. */
export async function readAccepted(records: Records, connection: ConnectionRef): Promise<ConnectedRecord | null> {
  const record = await records.readConnected(connection.key);
  return record !== null && isRecordOf(connection, record) && record.keyRejectedAt === null ? record : null;
}

/** Calls Lucca with a stored key for the account itself, until the deadline (epoch milliseconds) or the signal. */
export const callerOf = ({ host, apiKey }: ConnectedRecord, deadlineAt: number, signal: AbortSignal): Caller => ({
  host,
  credentials: async () => ({ host, apiKey }),
  deadlineAt,
  priority: 'account',
  signal,
});
