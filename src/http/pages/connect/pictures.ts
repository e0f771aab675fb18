import type { Guide } from './documents.ts';
import { element } from './element.ts';
import type { Language } from './language.ts';
import { svg } from './svg.ts';
import { words } from './words.ts';

type Drawing = (SVGElement | null)[];

const width = 320;

/** Simplified drawings of Lucca's screens, with the labels in the language of the page; each has a description of what it shows. */
export function pictures({ permissions }: Guide, language: Language) {
  const say = words[language].pictures;
  const rights = permissions.slice(1, 4);
  return {
    cog: picture(say.cog, 120, [
      bar(),
      cogwheel(296, 16),
      box(170, 34, 140, 76, 'raised'),
      line(184, 50, 80),
      mark(176, 60, 128, 22),
      label(184, 75, say.apiKeys),
      line(184, 96, 60),
    ]),
    newKey: picture(say.newKey, 150, [
      bar(),
      label(16, 50, say.keyName),
      box(16, 56, 180, 18),
      label(16, 90, say.email),
      box(16, 96, 180, 18),
      tick(212, 60),
      label(232, 70, say.internal),
      mark(16, 122, 180, 22, 'button'),
      label(106, 137, say.generate, 'on-button'),
    ]),
    role: picture(say.role, 150, [
      bar(),
      box(12, 42, 92, 98),
      line(22, 56, 60),
      mark(16, 66, 84, 20),
      label(22, 80, say.keyRole),
      line(22, 102, 50),
      line(22, 118, 66),
      label(118, 56, rights[0]?.luccaPath[1] ?? ''),
      mark(118, 61, 70, 2, 'button'),
      ...rights.flatMap((right, row) => [tick(118, 74 + row * 22), label(140, 84 + row * 22, shortened(right.label))]),
    ]),
    copy: picture(say.copy, 96, [
      bar(),
      box(12, 42, 296, 42, 'raised'),
      label(24, 67, say.keyRole),
      label(150, 67, '••••-••••'),
      mark(238, 50, 28, 26),
      svg('path', { class: 'stroke', d: 'M247 58h8v10h-8zM250 55h8v10' }),
    ]),
  };
}

function picture(description: string, height: number, drawing: Drawing): HTMLElement {
  const drawn = svg('svg', {
    class: 'picture',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': description,
  });
  drawn.append(box(1, 1, width - 2, height - 2), ...drawing.filter((part) => part !== null));
  return element('figure', {}, drawn);
}

const bar = () => svg('path', { class: 'stroke faint', d: `M1 31h${width - 2}` });

const box = (x: number, y: number, w: number, h: number, kind = 'flat') =>
  svg('rect', { class: kind, x, y, width: w, height: h, rx: 4 });

/** What the user is to click. */
const mark = (x: number, y: number, w: number, h: number, kind = 'mark') =>
  svg('rect', { class: kind, x, y, width: w, height: h, rx: 3 });

/** A text that does not matter. */
const line = (x: number, y: number, length: number) =>
  svg('path', { class: 'stroke faint thick', d: `M${x} ${y}h${length}` });

const label = (x: number, y: number, text: string, kind = 'text') => svg('text', { class: kind, x, y }, text);

const tick = (x: number, y: number) =>
  svg('g', {}, box(x, y, 13, 13), svg('path', { class: 'stroke', d: `M${x + 3} ${y + 7}l3 3 5-6` }));

const shortened = (text: string) => (text.length > 28 ? `${text.slice(0, 27)}…` : text);

function cogwheel(x: number, y: number): SVGElement {
  const teeth = Array.from({ length: 8 }, (_, index) => {
    const angle = (index * Math.PI) / 4;
    const at = (radius: number) =>
      `${(x + radius * Math.cos(angle)).toFixed(1)} ${(y + radius * Math.sin(angle)).toFixed(1)}`;
    return `M${at(6)}L${at(9)}`;
  });
  return svg(
    'g',
    {},
    mark(x - 13, y - 12, 26, 24),
    svg('circle', { class: 'ring', cx: x, cy: y, r: 6 }),
    svg('path', { class: 'stroke', d: teeth.join('') }),
  );
}
