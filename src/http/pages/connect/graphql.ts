/** The whole request failed; `code` is null when the subgraph did not answer. */
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

// Longer than the subgraph waits for Lucca.
const timeoutMs = 60_000;

// In memory only, while the page is open.
let token: string | null = null;

/** Sets the token of all further requests; null for none. */
export function setToken(text: string | null) {
  token = text?.trim() || null;
}

/** Sends an operation and resolves to the response, errors included. Throws `AskFailed` when there is no response. */
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

/** Sends an operation and resolves to its data. Throws `AskFailed` with the code of the first error. */
export async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const { data, errors } = await post<Data>(query, variables);
  const [error] = errors ?? [];
  if (error || !data) throw new AskFailed(error?.extensions?.code ?? null, error?.extensions?.correlationId ?? null);
  return data;
}
