import type { Account } from '../../accounts/accounts.ts';
import type { AccountMapping } from '../../accounts/mapping.ts';
import {
  type Family,
  type InferredPayments,
  type Nature,
  type NatureSetting,
  type Treatment,
  treatmentOf,
} from '../../pay/treatments.ts';
import { onceFor } from '../server/onceFor.ts';

/** How often a year natures of fixed pay are paid, by Lucca's number, as far as its data reveals it. */
export type Inference = ReadonlyMap<number, InferredPayments>;

/** A nature as Lucca returns it. */
export type LuccaNature = { id: number; name: string | null; category: { code: string | null } | null };
type Item = { natureId: number; nature: LuccaNature | null; fileField?: { treatment: Treatment } };

const settingsOf = onceFor(
  ({ natures }: AccountMapping) =>
    new Map<string, NatureSetting>(natures.map((each) => [`${each.family}/${each.natureId}`, each])),
);

/** Lucca's nature in the terms of `pay/`. */
export const natureOf = (family: Family, { id, name, category }: LuccaNature): Nature => ({
  family,
  id,
  name,
  categoryCode: category?.code ?? null,
});

/** How a nature counts for an account. Without an inference, payments a year are known only if the account has set them. */
export function treatmentOfNature(nature: Nature, { mapping }: Account, inference = nothingInferred): Treatment {
  const known = treatmentsOf(mapping).of(inference);
  const name = `${nature.family}/${nature.id}/${nature.categoryCode}/${nature.name}`;
  const treatment = known.get(name) ?? treat(nature, mapping, inference);
  known.set(name, treatment);
  return treatment;
}

const nothingInferred: Inference = new Map();

/** The treatments that were worked out for a mapping and an inference, by all else that they depend on. */
const treatmentsOf = onceFor((_: AccountMapping) => ({ of: onceFor((_: Inference) => new Map<string, Treatment>()) }));

function treat(nature: Nature, mapping: AccountMapping, inference: Inference): Treatment {
  const setting = settingsOf(mapping).get(`${nature.family}/${nature.id}`);
  return treatmentOf(nature, setting, nature.family === 'FIXED' ? inference.get(nature.id) : undefined);
}

/** How an item counts for an account; an amount of a personnel file counts as its custom field does. */
export const treatmentOfItem = (
  family: Family,
  { natureId, nature, fileField }: Item,
  account: Account,
  inference?: Inference,
): Treatment =>
  fileField?.treatment ??
  treatmentOfNature(natureOf(family, nature ?? { id: natureId, name: null, category: null }), account, inference);
