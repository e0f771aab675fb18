/** Whether the subgraph needs a token, rejects the one it got, or accepts the request. */
export type TokenStatus = 'tokenMissing' | 'tokenRefused' | 'accepted';

type Answer = { data?: unknown; errors?: { extensions?: { code?: string } }[] };

/** Creates a `fetch` that sends the token and reports whether it was accepted. Throws an error to show when nothing answers. */
export function createAuthorizedFetch(token: string | null, onTokenStatus: (tokenStatus: TokenStatus) => void) {
  return async function ask(url: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(url, { ...init, headers }).catch(() => {
      throw new Error('The subgraph did not answer. Is it still running?');
    });
    if (!response.headers.get('content-type')?.includes('json'))
      throw new Error(`A proxy in front of the subgraph returned status ${response.status}.`);
    onTokenStatus(tokenStatusOf(response.status, (await response.clone().json()) as Answer, token));
    return response;
  };
}

function tokenStatusOf(status: number, { errors = [] }: Answer, token: string | null): TokenStatus {
  const isRefused = status === 401 || errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
  if (!isRefused) return 'accepted';
  return token === null ? 'tokenMissing' : 'tokenRefused';
}
