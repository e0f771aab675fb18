/** Whether the subgraph requires a token, rejects the one it received, or accepts the request. */
export type TokenStatus = 'tokenMissing' | 'tokenRefused' | 'accepted';

type Request = { query: string; operationName?: string | null | undefined; variables?: unknown };
type Options = { headers?: Record<string, string>; signal?: AbortSignal | null };

/** An error that the reader sees: of the subgraph, or of a proxy in front of it. */
export type AnswerError = {
  message: string;
  extensions?: { code?: string; retryable?: boolean; retryAfterSeconds?: number };
};

/** What the subgraph returns. */
export type Result<Data = unknown> = { data?: Data | null; errors?: AnswerError[] };

/** Sends an operation. */
export type Ask = <T = Result>(request: Request, options?: Options) => Promise<T>;

/**
 * Creates a function that sends operations with the token, and reports whether it was accepted. Throws an error to show if nothing answers.
 */
export function createAsk(token: string | null, onTokenStatus: (tokenStatus: TokenStatus) => void): Ask {
  return async (request: Request, { headers = {}, signal = null }: Options = {}) => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch('graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers, ...authorization },
      body: JSON.stringify(request),
      signal,
    }).catch(() => {
      throw new Error('The subgraph did not answer. Is it still running?');
    });
    if (!response.headers.get('content-type')?.includes('json'))
      throw new Error(`A proxy in front of the subgraph returned status ${response.status}.`);
    const result = await response.json();
    onTokenStatus(tokenStatusOf(response.status, result, token));
    return result;
  };
}

function tokenStatusOf(status: number, { errors = [] }: Result, token: string | null): TokenStatus {
  const isRefused = status === 401 || errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  if (!isRefused) return 'accepted';
  return token === null ? 'tokenMissing' : 'tokenRefused';
}
