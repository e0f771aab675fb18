import type { LuccaRow, Resource } from '../lucca/resource.ts';

/** The number that rows are looked up by. */
export type KeyReader<Row> = {
  keyOf(row: Row): number;
  /** The number in a row that could not be parsed; null if it is unreadable, too. */
  keyIn: (raw: unknown) => number | null;
};

/** A Lucca resource, and how its rows are looked up. */
export type Source<Row extends LuccaRow> = KeyReader<Row> & {
  resource: Resource<Row>;
  /** Lucca's parameter for a list of such numbers; null if only the whole resource can be read. */
  filter: string | null;
  /**
   * Whether it is a feature that not every company has, and that no right of the setup guide is known to cover. A refusal is then
   * remembered for a day, and says nothing about the rights of the key.
   */
  isOptional?: boolean;
};
