import type { Rows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { RecordKind, UnreadableRecords } from '../generated.ts';
import { nothing } from '../server/failures.ts';
import type { Scope } from '../server/viewer.ts';

const pay: Scope = 'lucca:remuneration:read';

/** How many records of each kind could not be parsed. Pay is counted only for viewers who may see everybody's. */
export function unreadableRecords({ connection, viewer }: GraphContext): PromiseOrValue<UnreadableRecords[]> {
  const { loaders } = connection();
  const ofPay = viewer?.scopes.has(pay);
  const reads: [RecordKind, PromiseOrValue<Rows<object>> | null][] = [
    ['EMPLOYEE', loaders.employees.all()],
    ['CONTRACT', loaders.contracts.all()],
    ['FIXED_ITEM', ofPay ? loaders.fixedItems.all() : null],
    ['VARIABLE_ITEM', ofPay ? loaders.variableItems.all() : null],
    ['DEPARTMENT', loaders.departments.all()],
    ['ESTABLISHMENT', loaders.establishments.all()],
    ['LEGAL_ENTITY', loaders.legalEntities.all()],
  ];
  return allValues(
    reads.map(([kind, rows]) => {
      const count = rows && mapValue(rows, ({ skippedRows }) => skippedRows?.known ?? 0);
      return mapValue(recover(count, nothing), (count) => ({ kind, count: count ?? null }));
    }),
  );
}
