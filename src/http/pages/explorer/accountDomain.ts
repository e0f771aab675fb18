import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ask, Result } from './ask.ts';

const query = '{ account { domain } }';

/** The domain of the connected company's Lucca: null if none is connected, undefined if unknown. */
type Domain = string | null | undefined;

/**
 * Reads the connected company's domain when the page opens, when it regains focus (another tab may have changed it), and in `readDomain`.
 */
export function useAccountDomain(ask: Ask) {
  const [domain, setDomain] = useState<Domain>();
  const newest = useRef(0);
  const readDomain = useCallback(async () => {
    newest.current += 1;
    const number = newest.current;
    const read = await domainFrom(ask);
    // A late answer to an earlier request may name a company that has been disconnected since.
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

async function domainFrom(ask: Ask): Promise<Domain> {
  try {
    const { data, errors = [] } = await ask<Result<{ account: { domain: string } | null }>>({ query });
    return errors.length > 0 ? undefined : (data?.account?.domain ?? null);
  } catch {
    // The editor will show the error when the reader runs an operation.
    return undefined;
  }
}
