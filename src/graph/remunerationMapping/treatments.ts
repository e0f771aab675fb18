import type { Account } from '../../accounts/accounts.ts';
import type { RemunerationMapping } from '../../accounts/mapping.ts';
import { type Family, type Nature, type NatureSetting, type Treatment, treatmentOf } from '../../pay/treatments.ts';
import { onceFor } from '../server/onceFor.ts';
import type { Inference } from './inference.ts';

type Row = { id: number; name: string | null; category: { code: string | null } | null };
type Item = { natureId: number; nature: Row | null };

const settingsOf = onceFor(
  ({ natures }: RemunerationMapping) =>
    new Map<string, NatureSetting>(natures.map((each) => [`${each.family}/${each.natureId}`, each])),
);

/** A nature in our words. */
export const natureOf = (family: Family, { id, name, category }: Row): Nature => ({
  family,
  id,
  name,
  categoryCode: category?.code ?? null,
});

/** How an account reads a nature; without an inference its payments are not known unless they are set. */
export function treatmentOfNature(nature: Nature, { mapping }: Account, inference?: Inference): Treatment {
  const setting = settingsOf(mapping).get(`${nature.family}/${nature.id}`);
  return treatmentOf(nature, setting, nature.family === 'FIXED' ? inference?.get(nature.id) : undefined);
}

/** How an account reads an item. */
export const treatmentOfItem = (
  family: Family,
  { natureId, nature }: Item,
  account: Account,
  inference?: Inference,
): Treatment =>
  treatmentOfNature(natureOf(family, nature ?? { id: natureId, name: null, category: null }), account, inference);
