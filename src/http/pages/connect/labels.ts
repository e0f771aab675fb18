import { type Child, element } from './element.ts';

const quoted = /(“[^”]*”|« [^»]* »)/;

/** A text of the API in which labels of Lucca's screens, which are in quotation marks, are shown as chips. */
export const withLabels = (text: string): Child[] =>
  text
    .split(quoted)
    .map((part) =>
      quoted.test(part) ? element('b', { class: 'label-chip' }, part.replace(/^[“«] ?| ?[”»]$/g, '')) : part,
    );
