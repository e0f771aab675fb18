import { typeset } from './typeset.ts';

/** What a child of an element may be; `null` and `false` leave nothing. */
export type Child = Node | string | null | false;

/** Makes an element of attributes and children; text is only ever text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) {
    if (child !== null && child !== false) made.append(typeof child === 'string' ? typeset(child) : child);
  }
  return made;
}

/** Finds an element that the page is known to have. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return found;
}

/** Gives an element of the page a text. */
export function write(id: string, text: string) {
  find(id, HTMLElement).textContent = typeset(text);
}
