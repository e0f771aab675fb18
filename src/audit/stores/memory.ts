import { type AuditStore, isAfter, latestFirst } from '../auditStore.ts';
import type { Line, Mark } from '../lines.ts';

/** Keeps the record in memory, for the store of the same kind. */
export function openMemoryAudit(): AuditStore {
  let lines: Line[] = [];
  const heads = new Map<string, Mark>();
  const expired = new Map<string, Mark>();
  return {
    async append(added, head) {
      lines.push(...added);
      heads.set(head.chain, head);
    },
    heads: async () => [...heads.values()],
    expired: async () => [...expired.values()],
    page: async (tenant, after, most) =>
      lines
        .filter((line) => line.tenant === tenant && isAfter(line, after))
        .sort(latestFirst)
        .slice(0, most),
    async *all() {
      yield* lines;
    },
    async expire(before, markOf) {
      for (const chain of heads.keys()) {
        const ofChain = lines.filter((line) => line.chain === chain);
        const firstKept = ofChain.findIndex(({ at }) => at >= before);
        const last = firstKept < 0 ? ofChain.at(-1) : ofChain[firstKept - 1];
        if (last === undefined) continue;
        expired.set(chain, markOf(chain, last));
        lines = lines.filter((line) => line.chain !== chain || line.sequence > last.sequence);
      }
    },
    async close() {},
  };
}
