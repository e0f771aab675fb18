import type { Lucca } from '../../lucca/client.ts';
import type { Records } from '../store/records.ts';
import type { Background } from './background.ts';

/** What the connection monitor and its parts need. */
export type ConnectionMonitorParts = {
  records: Records;
  lucca: Pick<Lucca, 'firstPage'>;
  /** Milliseconds of the epoch. */
  now: () => number;
  /** How long to wait before a rejected key is tried a second time, in milliseconds. */
  confirmAfterMs: number;
  background: Background;
};
