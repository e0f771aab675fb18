const key = 'lucca-subgraph:token';

/** The token of this browser tab, or null. It is kept until the tab is closed, and never part of a URL. */
export const storedToken = (): string | null => sessionStorage.getItem(key);

/** Stores a token for this browser tab; null removes it. */
export function storeToken(token: string | null) {
  if (token === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, token);
}

/** The token in a pasted text, with or without “Bearer” before it; null if it cannot be a token. */
export function tokenIn(pasted: string): string | null {
  const [, token] = /^\s*(?:Bearer\s+)?([\w.~+/=-]+)\s*$/i.exec(pasted) ?? [];
  return token ?? null;
}
