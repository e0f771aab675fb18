import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ask, Result } from './ask.ts';

const query = '{ account { domain } }';

/** The domain of the connected company's Lucca: null when none is connected, undefined when it is unknown. */
type Domain = string | null | undefined;

/** The connected company, read when the page opens, when it regains focus, and by `readDomain`: another tab may have changed it. */
export function useAccountDomain(ask: Ask) {
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

async function domainFrom(ask: Ask): Promise<Domain> {
  try {
    const { data, errors = [] } = await ask<Result<{ account: { domain: string } | null }>>({ query });
    return errors.length > 0 ? undefined : (data?.account?.domain ?? null);
  } catch {
    // The editor shows the error when an operation is run.
    return undefined;
  }
}
