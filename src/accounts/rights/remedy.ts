import type { Message } from '../message.ts';
import type { Check } from './permissions.ts';
import { rights } from './rights.ts';

/** What an administrator has to do in Lucca about a check; null when there is nothing to do. */
export function remedyOf(check: Check): Message | null {
  const { permission, verdict, evidence } = check;
  const { label, luccaPath } = rights[permission];
  const [rolesEn = '', ...pathEn] = luccaPath.en.map((each) => `“${each}”`);
  const [rolesFr = '', ...pathFr] = luccaPath.fr.map((each) => `« ${each} »`);
  const en = `in Lucca, open ${rolesEn}, click the role named after your key, then ${pathEn.join(' > ')}`;
  const fr = `dans Lucca, ouvrez ${rolesFr}, cliquez sur le rôle qui porte le nom de votre clé, puis sur ${pathFr.join(' > ')}`;
  const makeSure: Message = {
    en: `${en}, and make sure that “${label.en}” is selected.`,
    fr: `${fr}, et assurez-vous que « ${label.fr} » est coché.`,
  };
  switch (verdict) {
    case 'MISSING':
      return {
        en: `${sentence(en)}, select “${label.en}” and save. Then check again.`,
        fr: `${sentence(fr)}, cochez « ${label.fr} » et enregistrez. Vérifiez ensuite de nouveau.`,
      };
    case 'PARTIAL':
      return {
        en: `The key sees only part of the company. To fix this, ${en}, and extend every right of the key to all departments and all establishments, starting with “${label.en}”.`,
        fr: `La clé ne voit qu'une partie de l'entreprise. Pour y remédier, ${fr}, et étendez chaque droit de la clé à tous les départements et à tous les établissements, en commençant par « ${label.fr} ».`,
      };
    case 'INCONCLUSIVE':
      if (!evidence.isAnswered) return unanswered;
      if (evidence.isSilent && (evidence.status === 403 || evidence.status === 401))
        return {
          en: `Lucca refuses access. This is normal if your company does not use ${luccaPath.en.at(-1)}. If it does, ${makeSure.en}`,
          fr: `Lucca refuse l'accès. C'est normal si votre entreprise n'utilise pas ${luccaPath.fr.at(-1)}. Si elle l'utilise, ${makeSure.fr}`,
        };
      return {
        en: `Lucca returned no data that proves this right. Either the right is missing or there is no such data. To check, ${makeSure.en}`,
        fr: `Lucca n'a renvoyé aucune donnée qui prouve ce droit : soit le droit manque, soit ces données n'existent pas. Pour vérifier, ${makeSure.fr}`,
      };
    case 'GRANTED':
    case 'NOT_APPLICABLE':
      return null;
  }
}

const unanswered: Message = {
  en: 'Lucca did not answer when this right was checked. Check again in a few minutes.',
  fr: "Lucca n'a pas répondu lors de la vérification de ce droit. Vérifiez de nouveau dans quelques minutes.",
};

/** A note on when a missing right was last seen; null for other verdicts. The account may have had another key then. */
export function noteOf({ verdict, grantedAt }: Check): Message | null {
  if (verdict !== 'MISSING' || grantedAt === null) return null;
  const day = grantedAt.slice(0, 10);
  return {
    en: `Data covered by this right was last visible on ${day} and no longer is. The key has lost the right, or never had it if the key was replaced since then.`,
    fr: `Les données couvertes par ce droit étaient visibles le ${day} et ne le sont plus. La clé a perdu ce droit, ou ne l'a jamais eu si elle a été remplacée depuis.`,
  };
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
