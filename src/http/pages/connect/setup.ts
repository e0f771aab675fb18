/** The operator's settings of the page, as attributes of its body. */
const { signInUrl, returnUrls, embedOrigins } = document.body.dataset;

const listed = (text: string | undefined) => (text === undefined ? [] : text.split(' '));

const token = 'access_token';

/** Where to sign in, and to come back from with a token; null if the page has to ask for a token. */
export function signInHref(): string | null {
  if (signInUrl === undefined) return null;
  const there = new URL(signInUrl);
  there.searchParams.set('return_to', location.href.replace(/#.*$/, ''));
  return there.href;
}

/** Takes the token that came in the fragment of the address, which then is in neither the address nor the history; null without one. */
export function takeToken(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get(token);
  if (found !== null) history.replaceState(history.state, '', location.pathname + location.search);
  return found;
}

/** Where to go on once everything is well: `?return=` if that is one of the configured addresses, else the first of them; null without any. */
export function returnUrl(): URL | null {
  const allowed = listed(returnUrls);
  const asked = new URLSearchParams(location.search).get('return');
  const chosen = allowed.find((url) => url === asked) ?? allowed[0];
  return chosen === undefined ? null : new URL(chosen);
}

/** Tells the page that embeds this one, if it is one of the configured origins, that Lucca is connected. It learns nothing else. */
export function tellEmbedder() {
  if (parent === window) return;
  for (const origin of listed(embedOrigins)) parent.postMessage({ type: 'lucca-connected' }, origin);
}
