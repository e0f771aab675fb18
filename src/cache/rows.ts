/**
 * A row from Lucca, with the instant at which it was requested (milliseconds since 1970). Stale rows are served because Lucca is failing.
 */
export type Fetched<Row> = Row & { readonly fetchedAt: number; readonly isStale?: boolean };

/** Gives a part of a row the age of the row. */
export const partOf = <Part extends object>({ fetchedAt, isStale }: Fetched<object>, part: Part): Fetched<Part> => ({
  ...part,
  fetchedAt,
  ...(isStale !== undefined && { isStale }),
});

/** Rows that could not be parsed: how many belong to a list, and how many may, because their key is unreadable. */
export type SkippedRows = { known: number; unknown: number };

type Incomplete = { readonly skippedRows?: SkippedRows };

/** A list of rows, or of values derived from them, with whether some may be missing. */
export type PartialRows<Row> = readonly Row[] & Incomplete;

/** All rows of one key; empty if Lucca has none. */
export type Rows<Row> = PartialRows<Fetched<Row>>;

/** Whether a row that could not be parsed may be missing. */
export const mayBeIncomplete = ({ skippedRows }: Incomplete): boolean => skippedRows !== undefined;

/** Whether a row that could not be parsed is known to be missing. */
export const isIncomplete = ({ skippedRows }: Incomplete): boolean =>
  skippedRows !== undefined && skippedRows.known > 0;

/** Marks rows derived from others as incomplete if those are incomplete. */
export const withCompleteness = <Row>(rows: readonly Row[], { skippedRows }: Incomplete): PartialRows<Row> =>
  skippedRows ? Object.assign([...rows], { skippedRows }) : rows;
