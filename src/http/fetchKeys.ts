import { isMetadataAddress, lookupUnless } from '../addresses.ts';
import { once } from '../once.ts';

/** The token library's view of a request for keys. */
type Asked = { headers: Headers; signal: AbortSignal };

/**
 * Creates the function that reads published keys. It connects to no address of a cloud's metadata or of the local link, whatever the DNS
 * says; an identity provider may be in a private network. Redirects are not followed.
 */
export function createFetchKeys() {
  // Loaded for the first request only, because a process whose tokens have a shared secret sends none.
  const connect = once(async () => {
    const { Agent, request } = await import('undici');
    return { request, dispatcher: new Agent({ connect: { lookup: lookupUnless(isMetadataAddress) } }) };
  });
  return async (url: string, { headers, signal }: Asked): Promise<Response> => {
    const { request, dispatcher } = await connect();
    const { statusCode: status, body } = await request(url, {
      dispatcher,
      signal,
      headers: Object.fromEntries(headers),
    });
    if (status === 200) return new Response(await body.text());
    await body.dump();
    return new Response(null, { status });
  };
}
