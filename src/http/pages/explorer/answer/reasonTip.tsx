import { useEffect, useState } from 'react';

type Tip = { reason: string; left: number; top: number };

/**
 * Shows why a value is null while the pointer or the focus is on its mark inside `container`. Escape hides it, and so does scrolling,
 * except the scrolling that the focus causes.
 */
export function ReasonTip({ container }: { container: HTMLElement | null }) {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    if (container === null) return;
    const listening = new AbortController();
    const on = (names: string[], listener: (event: Event) => void) => {
      for (const name of names) container.addEventListener(name, listener, { signal: listening.signal });
    };
    const hide = () => setTip(null);
    on(['pointerover', 'focusin'], ({ target }) => {
      setTip(tipAt(target));
    });
    on(['pointerleave', 'focusout'], hide);
    on(['scroll'], () => setTip((shown) => shown && tipAt(document.activeElement)));
    on(['keydown'], (event) => {
      if (event instanceof KeyboardEvent && event.key === 'Escape') hide();
    });
    return () => listening.abort();
  }, [container]);
  if (tip === null) return null;
  return (
    <div role="tooltip" className="reason" style={{ insetInlineStart: tip.left, insetBlockStart: tip.top }}>
      {tip.reason}
    </div>
  );
}

/** The reason of the mark that contains an element, and where to show it: below the mark and inside the window. */
function tipAt(target: EventTarget | null): Tip | null {
  const mark = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-reason]') : null;
  if (!mark?.dataset.reason) return null;
  const { left, bottom } = mark.getBoundingClientRect();
  return { reason: mark.dataset.reason, left: Math.max(8, Math.min(left, innerWidth - 328)), top: bottom + 4 };
}
