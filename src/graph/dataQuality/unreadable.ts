import { after, all, type Maybe, rescue } from '../../loaders/maybe.ts';
import type { Rows } from '../../loaders/rows.ts';
import type { GraphContext } from '../context.ts';
import type { RecordKind, UnreadableRecords } from '../generated.ts';
import { nothing } from '../server/failures.ts';
import type { Scope } from '../server/viewer.ts';

const pay: Scope = 'lucca:remuneration:read';

/** How many records of each kind Lucca answered with that could not be understood; of pay, for who may see everybody's. */
export function unreadableRecords({ connection, viewer }: GraphContext): Maybe<UnreadableRecords[]> {
  const { loaders } = connection();
  const ofPay = viewer?.scopes.has(pay);
  const reads: [RecordKind, Maybe<Rows<object>> | null][] = [
    ['EMPLOYEE', loaders.employees.all()],
    ['CONTRACT', loaders.contracts.all()],
    ['FIXED_ITEM', ofPay ? loaders.fixedItems.all() : null],
    ['VARIABLE_ITEM', ofPay ? loaders.variableItems.all() : null],
    ['DEPARTMENT', loaders.departments.all()],
    ['ESTABLISHMENT', loaders.establishments.all()],
    ['LEGAL_ENTITY', loaders.legalEntities.all()],
  ];
  return all(
    reads.map(([kind, rows]) => {
      const count = rows && after(rows, ({ leftOut }) => leftOut?.known ?? 0);
      return after(rescue(count, nothing), (count) => ({ kind, count: count ?? null }));
    }),
  );
}
