import { announce } from './announce.ts';
import { element } from './element.ts';
import type { Language } from './language.ts';
import { typeset } from './typeset.ts';
import { words } from './words.ts';

/** Disables a button until `retryAt` (milliseconds of the epoch); returns a line that counts down to it. */
export function countdown(retryAt: number, again: HTMLButtonElement, language: Language): HTMLElement {
  const say = words[language];
  const line = element('p', { class: 'wait' });
  again.disabled = true;
  function tick() {
    const seconds = Math.ceil((retryAt - Date.now()) / 1000);
    again.disabled = seconds > 0;
    line.textContent = typeset(seconds > 0 ? say.tryAgainIn(inWords(seconds, language)) : say.tryAgainNow);
    if (seconds > 0) setTimeout(() => line.isConnected && tick(), 1000);
    // Announced once, not every second.
    else announce(say.tryAgainNow);
  }
  tick();
  return line;
}

function inWords(seconds: number, language: Language): string {
  const isLong = seconds > 90;
  const unit = isLong ? 'minute' : 'second';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    isLong ? Math.ceil(seconds / 60) : seconds,
  );
}
