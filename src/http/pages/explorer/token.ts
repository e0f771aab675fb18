const key = 'lucca-subgraph:token';

/** The token of this browser tab; null when there is none. Kept for as long as the tab is open, and never in an address. */
export const storedToken = (): string | null => sessionStorage.getItem(key);

/** Keeps a token for this browser tab, or forgets it. */
export function storeToken(token: string | null) {
  if (token === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, token);
}

/** The token in what somebody pasted, with or without the word before it; null when it cannot be one. */
export function tokenIn(pasted: string): string | null {
  const [, token] = /^\s*(?:Bearer\s+)?([\w.~+/=-]+)\s*$/i.exec(pasted) ?? [];
  return token ?? null;
}
