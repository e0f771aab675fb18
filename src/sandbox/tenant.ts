import type { Behaviour } from './behaviour.ts';
import { createLookup, type Lookup } from './lookup.ts';
import type { Company } from './model.ts';
import { createView, type View } from './rights.ts';

/** One company and what each key sees of it. The caller's data is copied before the first change, so it is never changed. */
export function createTenant(original: Company, initial: Behaviour) {
  let company = original;
  let behaviour = initial;
  let lookup: Lookup | undefined;
  const views = new Map<string, View>();
  const revoked = new Set<string>();
  return {
    /** The view of a key; undefined if the key is unknown or revoked. */
    view(keyText: string): View | undefined {
      const key = revoked.has(keyText) ? undefined : company.keys.find((each) => each.key === keyText);
      if (!key) return undefined;
      const known = views.get(keyText);
      if (known) return known;
      lookup ??= createLookup(company);
      const view = createView(company, lookup, key, behaviour);
      views.set(keyText, view);
      return view;
    },
    behaviour: () => behaviour,
    behave(changes: Partial<Behaviour>) {
      behaviour = { ...behaviour, ...changes };
      views.clear();
    },
    revoke(keyText: string) {
      revoked.add(keyText);
    },
    change(edit: (company: Company) => void) {
      if (company === original) company = structuredClone(original);
      edit(company);
      lookup = undefined;
      views.clear();
    },
  };
}
