import { useCallback, useEffect, useRef, useState } from 'react';

const body = JSON.stringify({ query: '{ account { domain } }' });

type Answer = { data?: { account: { domain: string } | null } | null; errors?: unknown[] };

/** The domain of the connected company's Lucca: null when none is connected, undefined when it is unknown. */
type Domain = string | null | undefined;

/** The connected company, read when the page opens, when it regains focus, and by `readDomain`: another tab may have changed it. */
export function useAccountDomain(ask: typeof fetch) {
  const [domain, setDomain] = useState<Domain>();
  const newest = useRef(0);
  const readDomain = useCallback(async () => {
    newest.current += 1;
    const number = newest.current;
    const read = await domainFrom(ask);
    // An answer that was overtaken is of a company that may be disconnected by now.
    if (number === newest.current) setDomain(read);
    return read;
  }, [ask]);

  useEffect(() => {
    void readDomain();
    addEventListener('focus', readDomain);
    return () => removeEventListener('focus', readDomain);
  }, [readDomain]);

  return { domain, readDomain };
}

async function domainFrom(ask: typeof fetch): Promise<Domain> {
  try {
    const response = await ask('graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { data, errors = [] } = (await response.json()) as Answer;
    return errors.length > 0 ? undefined : (data?.account?.domain ?? null);
  } catch {
    // The editor shows the error when an operation is run.
    return undefined;
  }
}
