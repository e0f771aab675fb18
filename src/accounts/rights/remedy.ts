import type { Message } from '../message.ts';
import type { Check } from './permissions.ts';
import { rights } from './rights.ts';

/** What an administrator can do in Lucca about a check; null when there is nothing to do. */
export function remedyOf(check: Check): Message | null {
  const { permission, verdict, evidence } = check;
  const { label, luccaPath } = rights[permission];
  const en = `in Lucca, open ${luccaPath.en[0]}, click the role that bears the name of the key, then ${luccaPath.en.slice(1).join(' > ')}`;
  const fr = `dans Lucca, ouvrez ${luccaPath.fr[0]}, cliquez sur le rôle qui porte le nom de la clé, puis sur ${luccaPath.fr.slice(1).join(' > ')}`;
  const makeSure: Message = {
    en: `${en}, and make sure that “${label.en}” is ticked.`,
    fr: `${fr}, et assurez-vous que « ${label.fr} » est coché.`,
  };
  switch (verdict) {
    case 'MISSING':
      return {
        en: `${sentence(en)}, tick “${label.en}” and save. Then check again.`,
        fr: `${sentence(fr)}, cochez « ${label.fr} » et enregistrez. Vérifiez ensuite de nouveau.`,
      };
    case 'PARTIAL':
      return {
        en: `The key sees a part of the company only: ${en}, and let every right of the key apply to all departments and all establishments, beginning with “${label.en}”.`,
        fr: `La clé ne voit qu'une partie de l'entreprise : ${fr}, et étendez chaque droit de la clé à tous les départements et à tous les établissements, à commencer par « ${label.fr} ».`,
      };
    case 'INCONCLUSIVE':
      if (!evidence.isAnswered) return unanswered;
      if (evidence.isSilent && evidence.status === 403)
        return {
          en: `Lucca refuses this, as it may where the company does not have ${luccaPath.en.at(-1)}. If you have it: ${makeSure.en}`,
          fr: `Lucca refuse cet accès, comme il peut le faire si l'entreprise n'a pas ${luccaPath.fr.at(-1)}. Si vous l'avez : ${makeSure.fr}`,
        };
      return {
        en: `Lucca shows nothing that proves this right, which is also so when there is no such data: ${makeSure.en}`,
        fr: `Lucca ne montre rien qui prouve ce droit, ce qui est aussi le cas lorsqu'il n'y a aucune donnée de ce genre : ${makeSure.fr}`,
      };
    case 'GRANTED':
    case 'NOT_APPLICABLE':
      return null;
  }
}

const unanswered: Message = {
  en: 'Lucca did not answer about this right: check again in a few minutes.',
  fr: "Lucca n'a pas répondu au sujet de ce droit : vérifiez de nouveau dans quelques minutes.",
};

/** That a right was there once, when it is missing now; null otherwise. The key of that day may have been another. */
export function noteOf({ verdict, grantedAt }: Check): Message | null {
  if (verdict !== 'MISSING' || grantedAt === null) return null;
  const day = grantedAt.slice(0, 10);
  return {
    en: `What this right shows was seen on ${day}, and nothing of it is seen now: the key has lost this right, or never had it if it was replaced since.`,
    fr: `Ce que montre ce droit était visible le ${day}, et plus rien ne l'est : la clé a perdu ce droit, ou ne l'a jamais eu si elle a été remplacée depuis.`,
  };
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
