import * as Plot from '@observablehq/plot';
import type { Bin } from './bins.ts';
import type { Group } from './grouping.ts';

/** The figures of a group that bars can show. */
export const figures = {
  count: 'Number',
  mean: 'Mean',
  median: 'Median',
  lowerQuartile: 'Lower quartile',
  upperQuartile: 'Upper quartile',
} as const;

export type Figure = keyof typeof figures;

/** A picture of groups: the title of its horizontal axis, and its width. */
type Picture = { groups: Group[]; axis: string; width: number };

// Legible on light and dark backgrounds, and distinguishable for colour-blind people.
const colours = ['#3b7dbd', '#c9622a', '#3a8f5f', '#8a6fc1', '#7b8794'];

// In pixels: for each group, and around all of them.
const barHeight = 26;
const binsHeight = 80;
const margins = { marginTop: 8, marginBottom: 40, marginRight: 24 };

/** The label of a group on the vertical axis. */
export const labelOf = ({ keys }: Group): string => keys.join(' · ') || 'All';

/** Horizontal bars of one figure of the groups. */
export function bars({ groups, axis, width }: Picture, figure: Figure): Element {
  const fill = fillOf(groups);
  return plot({ groups, axis, width }, barHeight * groups.length, {
    marks: [Plot.barX(groups, { x: figure, y: labelOf, fill, insetTop: 1, insetBottom: 1 }), Plot.ruleX([0])],
  });
}

/** Boxes from the lower to the upper quartile, with a stroke at the median and, if it is known, a line across the middle 80 %. */
export function boxes({ groups, axis, width }: Picture): Element {
  return plot({ groups, axis, width }, barHeight * groups.length, {
    marks: [
      Plot.ruleY(groups, { x1: 'lowestTenth', x2: 'highestTenth', y: labelOf }),
      Plot.barX(groups, {
        x1: 'lowerQuartile',
        x2: 'upperQuartile',
        y: labelOf,
        fill: fillOf(groups),
        insetTop: 3,
        insetBottom: 3,
      }),
      Plot.tickX(groups, { x: 'median', y: labelOf, strokeWidth: 3, insetTop: 3, insetBottom: 3 }),
    ],
  });
}

/** A histogram for each group, on a common scale. Areas represent numbers of rows, because bins differ in width. */
export function distributions({ groups, axis, width }: Picture, binsOf: (group: Group) => Bin[]): Element {
  const fill = fillOf(groups);
  const bins = groups.flatMap((group) =>
    binsOf(group).map(({ from, to, count }) => ({
      x1: from,
      x2: to,
      density: count / (to - from || 1),
      label: labelOf(group),
      fill: fill(group),
    })),
  );
  const { y, ...rest } = axesOf(groups, width);
  return drawn({
    ...rest,
    x: { label: axis },
    y: { axis: null },
    fy: { ...y, axis: 'left' },
    height: binsHeight * groups.length + margins.marginTop + margins.marginBottom,
    marks: [
      Plot.rect(bins, {
        x1: 'x1',
        x2: 'x2',
        y1: 0,
        y2: 'density',
        fy: 'label',
        fill: 'fill',
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0]),
    ],
  });
}

function plot({ groups, axis, width }: Picture, height: number, options: Plot.PlotOptions): Element {
  const sizes = { height: height + margins.marginTop + margins.marginBottom };
  return drawn({ ...axesOf(groups, width), x: { label: axis, grid: true }, ...sizes, ...options });
}

const style = { background: 'transparent', fontFamily: 'system-ui, sans-serif', fontSize: '12px' };

function drawn(options: Plot.PlotOptions): Element {
  const chart = Plot.plot({ ...options, ...margins, style });
  // The whole chart has a name. Names on its parts are not allowed, and would be of no use.
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return chart;
}

/** The vertical axis, with room for the longest label, up to 40 % of the width. */
function axesOf(groups: Group[], width: number) {
  const labels = groups.map(labelOf);
  const longest = Math.max(...labels.map((label) => label.length));
  const marginLeft = Math.min(width * 0.4, longest * 7 + 16);
  const most = Math.floor((marginLeft - 16) / 7);
  const shortened = (label: string) => (label.length > most ? `${label.slice(0, most - 1)}…` : label);
  return { width, marginLeft, y: { domain: [...new Set(labels)], label: null, tickFormat: shortened } };
}

/** The colours of groups: if there are several dimensions, one for each value of the last. */
function fillOf(groups: Group[]) {
  const last = (group: Group) => (group.keys.length > 1 ? group.keys.at(-1) : undefined);
  const values = [...new Set(groups.map(last))];
  return (group: Group): string => colours[values.indexOf(last(group)) % colours.length] ?? '';
}
