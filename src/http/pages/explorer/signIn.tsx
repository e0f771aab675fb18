import { type FormEvent, useState } from 'react';
import type { TokenStatus } from './ask.ts';
import { tokenIn } from './token.ts';

type SignInProps = { token: string | null; tokenStatus: TokenStatus | null; onToken: (token: string | null) => void };

const messages = {
  tokenMissing: 'Paste an access token to run queries.',
  tokenRefused: 'This token was rejected. It has expired, or was issued for another service. Paste another one.',
  notOne: 'This is not a token. Paste the full text that follows “Authorization: Bearer”.',
};

/** Asks for a token if one is required, and offers to forget an accepted one. */
export function SignIn({ token, tokenStatus, onToken }: SignInProps) {
  const [isMistyped, setMistyped] = useState(false);
  if (tokenStatus === null || (tokenStatus === 'accepted' && token === null)) return null;
  if (tokenStatus === 'accepted')
    return (
      <button type="button" className="plain" onClick={() => onToken(null)}>
        Forget the token
      </button>
    );

  const message = isMistyped ? messages.notOne : messages[tokenStatus];
  const isWrong = isMistyped || tokenStatus === 'tokenRefused';

  function use(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const pasted = String(new FormData(event.currentTarget).get('token'));
    const found = tokenIn(pasted);
    setMistyped(found === null);
    event.currentTarget.reset();
    if (found !== null) onToken(found);
  }

  return (
    <form className="sign-in" onSubmit={use}>
      <label htmlFor="token">Token</label>
      <input
        id="token"
        name="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="token-message"
        aria-invalid={isWrong}
      />
      <button type="submit" className="main">
        Use
      </button>
      <p id="token-message" role="alert" className={isWrong ? 'wrong' : ''}>
        {message}
      </p>
      <p className="hint">It is kept for this browser tab only.</p>
    </form>
  );
}
