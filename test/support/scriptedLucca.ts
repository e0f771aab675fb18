import type { Filter, Lucca, LuccaRow, Page } from '../../src/lucca/client.ts';

/** Answers a read, by filter or whole, page by page. */
export type Pages = (caller: unknown, resource: unknown, filter?: Filter) => AsyncGenerator<Page<LuccaRow>>;

/** A Lucca without quota whose reads are answered by `pages`, whatever the resource. */
export function createScriptedLucca(pages: Pages) {
  const lucca: Pick<Lucca, 'pages' | 'firstPage' | 'expectedAt' | 'charge'> = {
    pages: pages as Lucca['pages'],
    firstPage: () => Promise.reject(new Error('not scripted')),
    expectedAt: () => 0,
    charge: (_host, _resource, [subject = '']) => ({ subject, settle() {} }),
  };
  return { lucca };
}

/** What a scripted Lucca answers to a list of ids, or to the whole for null: a page, of which the rest is left empty, or an error. */
export type Script = (ids: number[] | null) => Partial<Page<LuccaRow>> | Error;

/** A scripted Lucca with one page for each read; `asked` lists the ids of each. */
export function createLuccaOfOnePage(script: Script) {
  const asked: (string | null)[] = [];
  const { lucca } = createScriptedLucca(async function* (_caller, _resource, filter = {}) {
    const [ids] = Object.values(filter);
    asked.push(ids ?? null);
    await Promise.resolve();
    const page = script(ids?.split(',').map(Number) ?? null);
    if (page instanceof Error) throw page;
    yield { rows: [], items: [], total: null, rejected: [], bytes: 100, ...page };
  });
  return { lucca, asked };
}
