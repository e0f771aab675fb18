import type { Message } from '../../accounts/message.ts';
import { createProblem } from '../accounts/settingProblem.ts';

const messages = {
  UNKNOWN_NATURE: {
    en: "No nature visible to the API key has this id. Copy it from the account's mapping.",
    fr: 'La clé API ne voit aucune nature avec cet identifiant. Reprenez celui du paramétrage du compte.',
  },
  DUPLICATE_NATURE: {
    en: 'This nature is in the list twice. Keep one entry for it.',
    fr: "Cette nature figure deux fois dans la liste. N'en gardez qu'une.",
  },
  UNKNOWN_LEGAL_ENTITY: {
    en: 'No legal entity visible to the API key has this id. Copy it from `establishments { legalEntity { id } }`.',
    fr: 'La clé API ne voit aucune entité légale avec cet identifiant. Reprenez celui de `establishments { legalEntity { id } }`.',
  },
  DUPLICATE_LEGAL_ENTITY: {
    en: 'This legal entity is in the list twice. Keep one entry for it.',
    fr: "Cette entité légale figure deux fois dans la liste. N'en gardez qu'une.",
  },
  INVALID_NUMBER: {
    en: 'Enter a number with at most 4 decimal places, such as 12: above 0 and up to 366 for payments a year, from 1 to 168 for hours a week.',
    fr: "Saisissez un nombre avec au plus 4 décimales, par exemple 12 : supérieur à 0 et jusqu'à 366 pour les versements par an, de 1 à 168 pour les heures par semaine.",
  },
  NOT_FOR_VARIABLE_PAY: {
    en: 'This applies only to fixed pay. Variable pay is returned period by period, as it was paid.',
    fr: "Ce réglage ne concerne que la rémunération fixe. La rémunération variable est renvoyée période par période, telle qu'elle a été versée.",
  },
  NO_EFFECT: {
    en: 'This would change nothing: no figure includes items of this kind, or the period already determines it. Omit it, or choose another kind or period.',
    fr: "Ce réglage ne changerait rien : aucun calcul ne comprend les éléments de ce type, ou la période le détermine déjà. Ne l'indiquez pas, ou choisissez un autre type ou une autre période.",
  },
  UNKNOWN_CUSTOM_FIELD: {
    en: 'No custom field visible to the API key has this id. Copy it from `customFields { luccaId }` of an employee, and check that the key may view this section of the personnel files.',
    fr: "La clé API ne voit aucun champ personnalisé avec cet identifiant. Reprenez celui de `customFields { luccaId }` d'un collaborateur, et vérifiez que la clé peut consulter cette rubrique du dossier du personnel.",
  },
  DUPLICATE_CUSTOM_FIELD: {
    en: 'This custom field is used twice. Use it only once.',
    fr: "Ce champ personnalisé est utilisé deux fois. Ne l'utilisez qu'une fois.",
  },
  WRONG_CUSTOM_FIELD_TYPE: {
    en: 'A custom field of this type cannot contain this value. Choose a number or text field; for the currency or the share of full time, a list of choices also works.',
    fr: "Un champ personnalisé de ce type ne peut pas contenir cette donnée. Indiquez un champ de nombre ou de texte ; pour la devise ou le taux d'activité, une liste de choix convient aussi.",
  },
  UNREADABLE_VALUES: {
    en: 'At least half of the values in this field cannot be read, or nobody has filled it in. The values must be amounts such as 45000, currency codes such as EUR, or shares of full time such as 80 %. Choose another field, or correct the values in Lucca first.',
    fr: "Au moins la moitié des valeurs de ce champ sont illisibles, ou personne ne l'a rempli. Les valeurs doivent être des montants comme 45000, des codes de devise comme EUR ou des taux d'activité comme 80 %. Choisissez un autre champ, ou corrigez d'abord les valeurs dans Lucca.",
  },
  CUSTOM_FIELD_OF_CATEGORY: {
    en: 'Levels or job families are read from this custom field, and more users may see them than may see pay. Choose another field, or change `setWorkerCategories` first.',
    fr: "Les niveaux ou les familles d'emplois sont lus dans ce champ personnalisé, et davantage d'utilisateurs y ont accès qu'à la rémunération. Choisissez un autre champ, ou modifiez d'abord `setWorkerCategories`.",
  },
  PAY_MODULE_READABLE: {
    en: "The API key can read fixed pay from Lucca's pay module, which this setting could contradict. Omit it: pay is read from the module.",
    fr: "La clé API peut lire la rémunération fixe dans le module de Lucca, que ce réglage pourrait contredire. Ne l'indiquez pas : la rémunération est lue dans le module.",
  },
  TOO_MANY_BONUSES: {
    en: 'Enter at most 20 bonuses.',
    fr: 'Indiquez au plus 20 primes.',
  },
} as const satisfies Record<string, Message>;

export const problem = createProblem(messages);

/** Why a mapping was refused. */
export type MappingProblem = ReturnType<typeof problem>;
