import { typeset } from './typeset.ts';

/** A child of an element; `null` and `false` add nothing. */
export type Child = Node | string | null | false;

/** Creates an element with attributes and children. Text is never parsed as markup. */
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

/** Returns an element of the page; throws when it is missing. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return found;
}

/** Sets the text of an element of the page. */
export function write(id: string, text: string) {
  find(id, HTMLElement).textContent = typeset(text);
}
