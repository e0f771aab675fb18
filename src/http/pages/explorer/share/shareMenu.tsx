import { useId, useState } from 'react';
import { useEdited } from './edited.ts';
import { curlOf, linkTo } from './operationLink.ts';

/** Offers the operation in the active tab as a link and as a curl command. */
export function ShareMenu({ needsToken }: { needsToken: boolean }) {
  const edited = useEdited();
  const [texts, setTexts] = useState({ link: '', curl: '' });
  function read() {
    const operation = edited();
    const url = new URL('graphql', location.href).href;
    setTexts({ link: linkTo(location.href, operation), curl: curlOf(url, operation, needsToken) });
  }
  return (
    <>
      <button type="button" className="ready" popoverTarget="share" onClick={read}>
        Share
      </button>
      <div id="share" className="ready-operations padded" popover="auto">
        <Copied label="Link" text={texts.link}>
          Opens the operation with its variables in a new tab, and does not run it. The link contains no data and no
          token.
        </Copied>
        <Copied label="curl" text={texts.curl}>
          {needsToken && 'Your token is not in it: set TOKEN in the shell. '}
          Variables of a mutation are left out, because one may be an API key.
        </Copied>
      </div>
    </>
  );
}

/** A text to copy. */
function Copied({ label, text, children }: { label: string; text: string; children: React.ReactNode }) {
  const id = useId();
  const [copied, setCopied] = useState('');
  // Browsers support the clipboard on secure origins only. Elsewhere the reader can select the text.
  const canCopy = 'clipboard' in navigator;
  return (
    <div className="copied">
      <label htmlFor={id}>{label}</label>
      <p className="hint">{children}</p>
      <textarea id={id} readOnly rows={3} value={text} onFocus={({ target }) => target.select()} />
      {canCopy && (
        <button
          type="button"
          aria-label={`Copy: ${label}`}
          onClick={async () => {
            await navigator.clipboard.writeText(text);
            setCopied(text);
          }}
        >
          Copy
        </button>
      )}{' '}
      <span role="status">{copied !== '' && copied === text && 'Copied.'}</span>
    </div>
  );
}
