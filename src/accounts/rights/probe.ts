import type { Caller, Filter, Lucca, LuccaRow, Resource } from '../../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';

/** What Lucca answered to one probe: its first rows, or the status it failed with. */
export type Probed<Row = unknown> = {
  path: string;
  /** Null when Lucca did not answer. */
  status: number | null;
  /** Whether Lucca answered as it should, be it with no row at all. */
  isAnswered: boolean;
  /** What Lucca failed with where it did not answer as it should. */
  failure: LuccaError | null;
  rows: readonly Row[];
  /** Rows in the answer, those included that could not be understood: they were shown all the same. */
  seen: number;
  /** Rows over all pages, where Lucca counts them. */
  total: number | null;
};

/** Whether an answer holds every row there is; false where Lucca does not count them. */
export const isWhole = ({ rows, total }: Probed) => total !== null && rows.length >= total;

/** Whether Lucca failed to answer, be it one page of several, where a refusal is an answer. */
export const hasFailed = ({ failure }: Probed) =>
  failure !== null && !(failure instanceof LuccaForbidden) && !(failure instanceof LuccaNotFound);

/** One request that tells something of the rights of a key. */
export type Probe<Row extends LuccaRow> = {
  resource: Resource<Row>;
  limit: number;
  filter: Filter;
  /** Whether a failure of Lucca is an answer like another. */
  isBearable: (failure: LuccaError) => boolean;
};

/** Asks Lucca once; throws Lucca's error where that is no answer. */
export async function probe<Row extends LuccaRow>(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  { resource, limit, filter, isBearable }: Probe<Row>,
): Promise<Probed<Row>> {
  const { path } = resource;
  try {
    const { rows, rejected, total } = await lucca.firstPage(caller, resource, limit, filter);
    return { path, status: 200, isAnswered: true, failure: null, rows, seen: rows.length + rejected.length, total };
  } catch (failure) {
    if (!(failure instanceof LuccaError) || !isBearable(failure)) throw failure;
    return { path, status: failure.status ?? null, isAnswered: false, failure, rows: [], seen: 0, total: null };
  }
}
