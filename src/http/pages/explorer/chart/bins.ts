import { bin } from 'd3-array';

/** The number of values between `from` and `to`. */
export type Bin = { from: number; to: number; count: number };

/**
 * Sorts values into bins on the scale of `all`. Neighbouring bins are merged until each has at least `minimum` values, so that no bar
 * represents one person. Empty bins at both ends are left out.
 */
export function binsOf(values: number[], all: number[], minimum: number): Bin[] {
  const scale = bin()(all).map(({ x0 = 0, x1 = 0 }) => ({ from: x0, to: x1 > x0 ? x1 : x0 + 1, count: 0 }));
  for (const value of values) {
    const found = scale.findLast(({ from }) => from <= value);
    if (found) found.count += 1;
  }
  const isFilled = ({ count }: Bin) => count > 0;
  const merged: Bin[] = [];
  for (const each of scale.slice(scale.findIndex(isFilled), scale.findLastIndex(isFilled) + 1)) {
    const last = merged.at(-1);
    if (last && last.count < minimum) Object.assign(last, { to: each.to, count: last.count + each.count });
    else merged.push(each);
  }
  const [before, last] = merged.slice(-2);
  if (!before || !last || last.count >= minimum) return merged;
  return [...merged.slice(0, -2), { from: before.from, to: last.to, count: before.count + last.count }];
}
