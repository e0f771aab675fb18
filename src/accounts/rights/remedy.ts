import type { Message } from '../message.ts';
import type { Check } from '../permissions.ts';
import { isAnswered } from './conclude.ts';
import { rights } from './rights.ts';

/** What an administrator can do in Lucca about a check; null when there is nothing to do. */
export function remedyOf(check: Check): Message | null {
  const { permission, verdict } = check;
  const { label, luccaPath } = rights[permission];
  const en = `in Lucca, open ${luccaPath.en.join(' > ')} of the key's role`;
  const fr = `dans Lucca, ouvrez ${luccaPath.fr.join(' > ')} du rôle de la clé`;
  switch (verdict) {
    case 'MISSING':
      return {
        en: `${sentence(en)}, tick “${label.en}”, save, and check again.`,
        fr: `${sentence(fr)}, cochez « ${label.fr} », enregistrez, puis vérifiez de nouveau.`,
      };
    case 'PARTIAL':
      return {
        en: `The key sees a part of the company only: ${en} and set “${label.en}” to all departments.`,
        fr: `La clé ne voit qu'une partie de l'entreprise : ${fr} et étendez « ${label.fr} » à tous les départements.`,
      };
    case 'INCONCLUSIVE':
      if (!isAnswered(check)) return unanswered;
      return {
        en: `Lucca shows nothing that proves this right, as when there is no such data: ${en} and make sure that “${label.en}” is ticked.`,
        fr: `Lucca ne montre rien qui prouve ce droit, comme lorsqu'il n'y a pas de telles données : ${fr} et assurez-vous que « ${label.fr} » est coché.`,
      };
    case 'GRANTED':
    case 'NOT_APPLICABLE':
      return null;
  }
}

const unanswered: Message = {
  en: 'Lucca did not answer about this right: check again in a few minutes.',
  fr: "Lucca n'a pas répondu sur ce droit : vérifiez de nouveau dans quelques minutes.",
};

/** That a right was there once, when it is missing now; null otherwise. */
export function noteOf({ verdict, grantedAt }: Check): Message | null {
  if (verdict !== 'MISSING' || grantedAt === null) return null;
  const day = grantedAt.slice(0, 10);
  return {
    en: `This right was granted on ${day}, and nothing of it is seen any more: it seems to have been taken away.`,
    fr: `Ce droit était accordé le ${day}, et plus rien n'en est visible : il semble avoir été retiré.`,
  };
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
