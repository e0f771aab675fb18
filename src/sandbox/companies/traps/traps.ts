import { settleTheoreticalRemuneration } from '../pay.ts';
import { careerTraps } from './careers.ts';
import { currencyTraps } from './currencies.ts';
import { identityTraps } from './identity.ts';
import { organisationTraps } from './organisation.ts';
import { figureTraps, payTraps } from './pay.ts';
import { fillPayFields, payFieldTraps } from './payFields.ts';
import type { Scene, Trap } from './scene.ts';
import { workingTimeTraps } from './workingTime.ts';

const generalTraps = { ...organisationTraps, ...identityTraps, ...careerTraps };

/** Name of a known edge case of Lucca's data. */
export type TrapName =
  | keyof typeof generalTraps
  | keyof typeof payTraps
  | keyof typeof currencyTraps
  | keyof typeof workingTimeTraps
  | keyof typeof payFieldTraps
  | keyof typeof figureTraps;

/** The ids of the people with each edge case, the main person first. Edge cases that the company cannot have are absent. */
export type TrapDirectory = Partial<Record<TrapName, number[]>>;

/** Sets up every edge case that the company can have, then computes Lucca's yearly figures. */
export function setTraps(scene: Scene): TrapDirectory {
  const { company, plan } = scene;
  const set = (traps: Record<string, Trap>) =>
    Object.fromEntries(Object.entries(traps).map(([name, trap]) => [name, trap(scene)]));

  const everywhere = set(generalTraps);
  if (!company.hasPagga) {
    const timed = set(workingTimeTraps);
    fillPayFields(scene);
    return { ...everywhere, ...timed, ...set(payFieldTraps) };
  }
  const hasCurrencies = new Set(company.establishments.map(({ currencyCode }) => currencyCode)).size > 1;
  const paid = {
    ...everywhere,
    ...set(payTraps),
    ...(hasCurrencies ? set(currencyTraps) : {}),
    ...set(workingTimeTraps),
  };
  settleTheoreticalRemuneration(company, plan);
  return { ...paid, ...set(figureTraps) };
}
