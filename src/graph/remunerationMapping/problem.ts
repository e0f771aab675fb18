import type { Message } from '../../accounts/message.ts';

const messages = {
  UNKNOWN_NATURE: {
    en: 'Lucca shows no such nature. Take the id from the mapping of the account.',
    fr: "Lucca ne montre pas cette nature. Reprenez l'identifiant donné par le paramétrage du compte.",
  },
  DUPLICATE_NATURE: {
    en: 'This nature is in the list twice. Keep one entry for it.',
    fr: "Cette nature figure deux fois dans la liste. N'en gardez qu'une.",
  },
  UNKNOWN_LEGAL_ENTITY: {
    en: 'Lucca shows no such legal entity. Take the id from `establishments { legalEntity { id } }`.',
    fr: "Lucca ne montre pas cette entité légale. Reprenez l'identifiant donné par `establishments { legalEntity { id } }`.",
  },
  DUPLICATE_LEGAL_ENTITY: {
    en: 'This legal entity is in the list twice. Keep one entry for it.',
    fr: "Cette entité légale figure deux fois dans la liste. N'en gardez qu'une.",
  },
  INVALID_NUMBER: {
    en: 'Write a number with at most 4 digits after the point, such as 12: above 0 and up to 366 for payments a year, from 1 to 168 for hours a week.',
    fr: "Saisissez un nombre avec au plus 4 chiffres après le point, par exemple 12 : supérieur à 0 et jusqu'à 366 pour les versements par an, de 1 à 168 pour les heures par semaine.",
  },
  NOT_FOR_VARIABLE_PAY: {
    en: 'This is for fixed pay only. Variable pay is returned period by period, as it was paid.',
    fr: 'Ceci ne concerne que la rémunération fixe. La rémunération variable est donnée période par période, telle que versée.',
  },
  NO_EFFECT: {
    en: 'This would change nothing: no figure includes items of this kind. Leave it out, or set another kind.',
    fr: "Ceci ne changerait rien : aucun montant calculé ne comprend les éléments de ce type. Ne l'indiquez pas, ou choisissez un autre type.",
  },
} as const satisfies Record<string, Message>;

/** Why a mapping was refused: the index of the entry, from 0, and its field. Nothing was changed. */
export type MappingProblem = {
  kind: 'problem';
  code: keyof typeof messages;
  entry: number | null;
  field: string;
  message: Message;
};

/** Makes a problem; `entry` is null for one that is not about an entry. */
export const problem = (code: MappingProblem['code'], entry: number | null, field: string): MappingProblem => ({
  kind: 'problem',
  code,
  entry,
  field,
  message: messages[code],
});
