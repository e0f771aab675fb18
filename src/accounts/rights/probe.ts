import type { Caller, Filter, Lucca, LuccaRow, Resource } from '../../lucca/client.ts';
import { LuccaError, LuccaForbidden, LuccaNotFound } from '../../lucca/errors.ts';

/** Lucca's answer to one probe: its first rows, or the failure. */
export type Probed<Row = unknown> = {
  path: string;
  /** Null when Lucca did not answer. */
  status: number | null;
  /** Whether Lucca answered with a list, even an empty one. */
  isAnswered: boolean;
  /** The failure when Lucca did not answer with a list, or when a further page of it failed. */
  failure: LuccaError | null;
  rows: readonly Row[];
  /** Rows in the answer, including those that could not be parsed. */
  seen: number;
  /** Rows on all pages; null when Lucca does not count them. */
  total: number | null;
};

/** Whether an answer contains every row; false when Lucca does not count them. */
export const isComplete = ({ rows, total }: Probed) => total !== null && rows.length >= total;

/** Whether Lucca failed to answer, if only for one page of several; a refusal is an answer. */
export const hasFailed = ({ failure }: Probed) =>
  failure !== null && !(failure instanceof LuccaForbidden) && !(failure instanceof LuccaNotFound);

/** Whether Lucca refused the list because the key lacks the right. */
export const isForbidden = ({ isAnswered, failure }: Probed) => !isAnswered && failure instanceof LuccaForbidden;

/** One request whose answer is evidence of a key's rights. */
export type Probe<Row extends LuccaRow> = {
  resource: Resource<Row>;
  limit: number;
  filter: Filter;
  /** Whether a failure of Lucca counts as an answer. */
  isAnswer: (failure: LuccaError) => boolean;
};

/** Sends one request to Lucca; throws Lucca's error unless it counts as an answer. */
export async function probe<Row extends LuccaRow>(
  lucca: Pick<Lucca, 'firstPage'>,
  caller: Caller,
  { resource, limit, filter, isAnswer: isBearable }: Probe<Row>,
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
