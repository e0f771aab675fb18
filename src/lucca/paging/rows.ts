import { inPortions } from '../../time.ts';
import { LuccaContractBroken } from '../errors.ts';
import type { LuccaRow, Resource } from '../resource.ts';
import type { RawPage } from './paginator.ts';
import { createProgress, type Progress } from './progress.ts';

/** One page of validated rows. */
export type Page<Row> = {
  rows: Row[];
  /** The rows as Lucca sent them. */
  items: unknown[];
  /** Rows in all pages, as Lucca counts them; null if it does not. */
  total: number | null;
  /** Rows that were skipped because they had an unexpected shape, as Lucca sent them. */
  rejected: unknown[];
  /** Size of the response body. */
  bytes: number;
};

const maxRejectedShare = 0.05;

/**
 * Parses pages row by row. A malformed row is skipped and counted; two or more that make up over 5 % of their page break the contract. A
 * later row with the same id is skipped.
 */
export async function* parsePages<Row extends LuccaRow>(
  resource: Resource<Row>,
  rawPages: AsyncIterable<RawPage>,
  { handedOut: seen }: Pick<Progress, 'handedOut'> = createProgress(),
): AsyncGenerator<Page<Row>> {
  const broken = () => new LuccaContractBroken({ resource: resource.name, status: 200 });

  for await (const { items, total, bytes } of rawPages) {
    const seenBefore = seen.size;
    const rows: Row[] = [];
    const understood: unknown[] = [];
    const rejected: unknown[] = [];
    await inPortions(items, (item) => {
      const result = resource.row.safeParse(item);
      if (!result.success) rejected.push(item);
      else if (!seen.has(result.data.id)) {
        seen.add(result.data.id);
        rows.push(result.data);
        understood.push(item);
      }
    });
    if (rejected.length >= 2 && rejected.length > items.length * maxRejectedShare) throw broken();
    // Without a count nothing else would end the reading if Lucca always returned the same page.
    const isRepeated = items.length > rejected.length && rows.length === 0 && seenBefore > 0;
    if (total === null && isRepeated) throw broken();
    yield { rows, items: understood, total, rejected, bytes };
  }
}
