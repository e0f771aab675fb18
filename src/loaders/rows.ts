/**
 * A row of Lucca, with the instant at which its reading began (milliseconds since 1970), and whether it is served though it is
 * older than it should be, because Lucca fails.
 */
export type Read<Row> = Row & { readonly fetchedAt: number; readonly isStale?: boolean };

/** A part of a row, which is as old as the row. */
export const partOf = <Part extends object>({ fetchedAt, isStale }: Read<object>, part: Part): Read<Part> => ({
  ...part,
  fetchedAt,
  ...(isStale !== undefined && { isStale }),
});

/** All rows of one key; none is an answer too. */
export type Rows<Row> = readonly Read<Row>[];
