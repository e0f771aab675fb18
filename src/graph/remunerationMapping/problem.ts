import type { Message } from '../../accounts/message.ts';
import { createProblem } from '../accounts/settingProblem.ts';

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
    en: 'This would change nothing: no figure includes items of this kind, or the period already says it. Leave it out, or set another kind or period.',
    fr: "Ceci ne changerait rien : aucun montant calculé ne comprend les éléments de ce type, ou la période le dit déjà. Ne l'indiquez pas, ou choisissez un autre type ou une autre période.",
  },
  UNKNOWN_CUSTOM_FIELD: {
    en: 'Lucca shows the API key no such custom field. Take the id from `customFields { luccaId }` of an employee, and check that the key may view this section of the personnel files.',
    fr: "Lucca ne montre pas ce champ personnalisé à la clé API. Reprenez l'identifiant donné par `customFields { luccaId }` d'un collaborateur, et vérifiez que la clé peut consulter cette rubrique du dossier du personnel.",
  },
  DUPLICATE_CUSTOM_FIELD: {
    en: 'This custom field is named twice. Name it once.',
    fr: "Ce champ personnalisé est indiqué deux fois. Ne l'indiquez qu'une fois.",
  },
  WRONG_CUSTOM_FIELD_TYPE: {
    en: 'A custom field of this type cannot contain this. Name a field with a number or text; for the currency or the share of full time, it may also be a list of choices.',
    fr: "Un champ personnalisé de ce type ne peut pas contenir cette donnée. Indiquez un champ de nombre ou de texte ; pour la devise ou le taux d'activité, une liste de choix convient aussi.",
  },
  UNREADABLE_VALUES: {
    en: 'Half or more of the values in this field cannot be read, or nobody has filled it in. Readable are an amount such as 45000, a currency code such as EUR, and a share of full time such as 80 %. Name another field, or correct the values in Lucca first.',
    fr: "Au moins la moitié des valeurs de ce champ sont illisibles, ou personne ne l'a rempli. Sont lisibles un montant comme 45000, un code de devise comme EUR et un taux d'activité comme 80 %. Indiquez un autre champ, ou corrigez d'abord les valeurs dans Lucca.",
  },
  CUSTOM_FIELD_OF_CATEGORY: {
    en: 'The level or the job family of people is read from this custom field, and more users may see those than pay. Name another field, or change `setWorkerCategories` first.',
    fr: "Le niveau ou la famille d'emplois est lu dans ce champ personnalisé, et plus d'utilisateurs peuvent les voir que la rémunération. Indiquez un autre champ, ou modifiez d'abord `setWorkerCategories`.",
  },
  PAY_MODULE_READABLE: {
    en: "The API key reads fixed pay of Lucca's own module, which this would contradict. Leave it out: pay is read from the module.",
    fr: "La clé API lit la rémunération fixe du module de Lucca, que ceci contredirait. Ne l'indiquez pas : la rémunération est lue dans le module.",
  },
  TOO_MANY_BONUSES: {
    en: 'Name at most 20 bonuses.',
    fr: 'Indiquez au plus 20 primes.',
  },
} as const satisfies Record<string, Message>;

export const problem = createProblem(messages);

/** Why a mapping was refused. */
export type MappingProblem = ReturnType<typeof problem>;
