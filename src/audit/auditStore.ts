import type { Line, Link, Mark } from './lines.ts';

/** The position of a line among those of a tenant, the latest first. */
export type Position = Pick<Line, 'at' | 'chain' | 'sequence'>;

/** The storage of the record's lines. Every method rejects when the storage fails. */
export type AuditStore = {
  /** Appends lines of one chain, which are on disk once this resolves, and then notes its new end. */
  append(lines: readonly Line[], head: Mark): Promise<void>;
  /** The end of every chain that has ever been begun. */
  heads(): Promise<Mark[]>;
  /** The last expired line of each chain that has one. */
  expired(): Promise<Mark[]>;
  /** A tenant's lines, the latest first, after a position. */
  page(tenant: string, after: Position | null, most: number): Promise<Line[]>;
  /** All lines, chain by chain, each in the order it is kept in. What is no line is returned as the place where it was found. */
  all(): AsyncIterable<Line | { unreadable: string }>;
  /** Deletes the lines from before an instant, in whole pieces from the beginning of each chain, and notes the last one of each. */
  expire(before: number, markOf: (chain: string, last: Link) => Mark): Promise<void>;
  close(): Promise<void>;
};

/** Whether a line is listed after a position. */
export const isAfter = (line: Position, position: Position | null): boolean =>
  position === null || latestFirst(position, line) < 0;

/** The order in which a tenant's lines are listed. */
export const latestFirst = (a: Position, b: Position): number =>
  b.at - a.at || (a.chain < b.chain ? 1 : a.chain > b.chain ? -1 : 0) || b.sequence - a.sequence;
