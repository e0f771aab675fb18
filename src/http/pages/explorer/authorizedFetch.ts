/** What the subgraph thinks of who asks: nobody known, a token it does not accept, or all is well. */
export type TokenStatus = 'tokenMissing' | 'tokenRefused' | 'accepted';

type Answer = { data?: unknown; errors?: { extensions?: { code?: string } }[] };

/** Creates a `fetch` of the subgraph that shows it the token, and tells what became of it; it throws a sentence to show when there is no answer. */
export function createAuthorizedFetch(token: string | null, onTokenStatus: (tokenStatus: TokenStatus) => void) {
  return async function ask(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(url, { ...init, headers }).catch(() => {
      throw new Error('The subgraph does not answer. Is it still running?');
    });
    if (!response.headers.get('content-type')?.includes('json'))
      throw new Error(`Something in between answered with status ${response.status} instead of the subgraph.`);
    onTokenStatus(tokenStatusOf(response.status, (await response.clone().json()) as Answer, token));
    return response;
  };
}

function tokenStatusOf(status: number, { errors = [] }: Answer, token: string | null): TokenStatus {
  const isRefused = status === 401 || errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  if (!isRefused) return 'accepted';
  return token === null ? 'tokenMissing' : 'tokenRefused';
}
