/** The subgraph refused a request as a whole, or did not answer (`code` is null then). */
export class AskFailed extends Error {
  readonly code: string | null;
  readonly correlationId: string | null;

  constructor(code: string | null, correlationId: string | null) {
    super(code ?? 'no answer');
    this.code = code;
    this.correlationId = correlationId;
  }
}

type Answer<Data> = {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string; correlationId?: string } }[];
};

// Longer than the subgraph itself waits for Lucca.
const timeoutMs = 60_000;

// In memory for as long as the page is open, and nowhere else.
let token: string | null = null;

/** Sends this token with every request from now on, or none. */
export function useToken(text: string | null) {
  token = text?.trim() || null;
}

/** Asks the subgraph's own endpoint and resolves to its answer as it is, errors included. Throws `AskFailed` when there is none. */
export async function post<Data>(query: string, variables: object = {}): Promise<Answer<Data>> {
  try {
    const response = await fetch('graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    return (await response.json()) as Answer<Data>;
  } catch {
    throw new AskFailed(null, null);
  }
}

/** Asks for data that is only of use whole. Throws `AskFailed` with the code of the first error. */
export async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await post<Data>(query, variables);
  const [error] = errors ?? [];
  if (error || !data) throw new AskFailed(error?.extensions?.code ?? null, error?.extensions?.correlationId ?? null);
  return data;
}
