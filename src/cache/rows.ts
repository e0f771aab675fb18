/**
 * A row of Lucca, with the instant at which its reading began (milliseconds since 1970), and whether it is served though it is
 * older than it should be, because Lucca fails.
 */
export type Fetched<Row> = Row & { readonly fetchedAt: number; readonly isStale?: boolean };

/** A part of a row, which is as old as the row. */
export const partOf = <Part extends object>({ fetchedAt, isStale }: Fetched<object>, part: Part): Fetched<Part> => ({
  ...part,
  fetchedAt,
  ...(isStale !== undefined && { isStale }),
});

/** Rows that could not be understood: how many belong among others, and how many may, because nobody can tell where they belong. */
export type SkippedRows = { known: number; unknown: number };

type Lacking = { readonly skippedRows?: SkippedRows };

/** Rows, or what is made of them, which say so where they may not be all. */
export type PartialRows<Row> = readonly Row[] & Lacking;

/** All rows of one key; none is an answer too. */
export type Rows<Row> = PartialRows<Fetched<Row>>;

/** Whether a row that could not be understood may belong among these. */
export const mayBeIncomplete = ({ skippedRows }: Lacking): boolean => skippedRows !== undefined;

/** Whether a row that could not be understood is known to belong among these. */
export const isIncomplete = ({ skippedRows }: Lacking): boolean => skippedRows !== undefined && skippedRows.known > 0;

/** Rows made of others, which lack what those lack. */
export const withCompleteness = <Row>(rows: readonly Row[], { skippedRows }: Lacking): PartialRows<Row> =>
  skippedRows ? Object.assign([...rows], { skippedRows }) : rows;
