import { svg } from './svg.ts';

const strokes = {
  PENDING: 'M4 8h.01M8 8h.01M12 8h.01',
  GRANTED: 'M3.5 8.5l3 3 6-7',
  MISSING: 'M4 4l8 8M12 4l-8 8',
  PARTIAL: 'M8 3v5.5M8 12.5h.01',
  INCONCLUSIVE: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M8 12.6h.01',
  NOT_APPLICABLE: 'M4 8h8',
};

/** Draws the icon of a verdict; hidden from screen readers, since the text next to it says the same. */
export const icon = (name: keyof typeof strokes): SVGSVGElement =>
  svg('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: strokes[name] }));
