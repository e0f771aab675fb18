import type { Account } from '../../accounts/accounts.ts';
import type { RemunerationMapping } from '../../accounts/mapping.ts';
import { type Family, type Nature, type NatureSetting, type Rule, ruleOf } from '../../pay/rules.ts';
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
export function ruleFor(nature: Nature, { mapping }: Account, inference?: Inference): Rule {
  const setting = settingsOf(mapping).get(`${nature.family}/${nature.id}`);
  return ruleOf(nature, setting, nature.family === 'FIXED' ? inference?.get(nature.id) : undefined);
}

/** How an account reads an item. */
export const ruleForItem = (
  family: Family,
  { natureId, nature }: Item,
  account: Account,
  inference?: Inference,
): Rule => ruleFor(natureOf(family, nature ?? { id: natureId, name: null, category: null }), account, inference);
