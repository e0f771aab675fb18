import type { RequestOptions, Subgraph } from './subgraph.ts';

/** What a walk may do differently. */
export type Walk = { first?: number; filter?: object; orderBy?: object[]; options?: RequestOptions };

/** A page of people, as asked for below. */
export type Page<Node> = {
  edges: { cursor: string; node: Node }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
};

/** Reads one page of people. */
export async function employeesPage<Node>(
  subgraph: Subgraph,
  fields: string,
  after: string | null,
  { first = 1000, filter = { status: null }, orderBy = [], options }: Walk = {},
): Promise<Page<Node>> {
  const query = `query ($first: Int, $after: String, $filter: EmployeeFilter!, $orderBy: [EmployeeOrder!]) {
    employees(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      edges { cursor node { ${fields} } } totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;
  return (await subgraph.data(query, { first, after, filter, orderBy }, options)).employees;
}

/** Walks from page to page to the end, everybody unless a filter is given. */
export async function everybody<Node>(subgraph: Subgraph, fields: string, walk?: Walk): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: Page<Node> = await employeesPage<Node>(subgraph, fields, after, walk);
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return nodes;
    after = pageInfo.endCursor;
  }
}

/** Looks up our opaque ids of people by Lucca's numbers. */
export async function employeeIds(
  subgraph: Subgraph,
  options: RequestOptions = {},
): Promise<(luccaId: number) => string> {
  const nodes = await everybody<{ id: string; luccaId: string }>(subgraph, 'id luccaId', { options });
  const ids = new Map(nodes.map(({ id, luccaId }) => [Number(luccaId), id]));
  return (luccaId) => {
    const id = ids.get(luccaId);
    if (id === undefined) throw new RangeError(`nobody has the number ${luccaId}`);
    return id;
  };
}
