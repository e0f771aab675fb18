import type { Message } from '../../accounts/message.ts';
import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { rights } from '../../accounts/rights/rights.ts';

const messages = {
  CUSTOM_FIELD_REQUIRED: {
    en: 'Say which custom field: its id begins with e_.',
    fr: 'Indiquez le champ personnalisé : son identifiant commence par e_.',
  },
  NO_EFFECT: {
    en: 'This would change nothing: a custom field is read with the origin CUSTOM_FIELD only. Leave it out, or choose that origin.',
    fr: "Ceci ne changerait rien : un champ personnalisé n'est lu qu'avec l'origine CUSTOM_FIELD. Ne l'indiquez pas, ou choisissez cette origine.",
  },
  UNKNOWN_CUSTOM_FIELD: {
    en: 'Lucca shows no custom field with this id. Take it from the custom fields of an employee, or let the role of the key see the section that contains it.',
    fr: 'Lucca ne montre aucun champ personnalisé avec cet identifiant. Reprenez-le des champs personnalisés d’un collaborateur, ou ouvrez au rôle de la clé la section qui le contient.',
  },
  CUSTOM_FIELD_OF_PAY: {
    en: 'Pay is read from this custom field, and more users may see a level or a job family than pay. Choose another field, or change `personnelFilePay` with `setRemunerationMapping` first.',
    fr: "La rémunération est lue dans ce champ personnalisé, et plus d'utilisateurs peuvent voir un niveau ou une famille d'emplois que la rémunération. Choisissez un autre champ, ou modifiez d'abord `personnelFilePay` avec `setRemunerationMapping`.",
  },
  NOT_RETURNED: {
    en: "This Lucca does not return people's qualifications. Choose another origin.",
    fr: 'Ce Lucca ne renvoie pas les qualifications des collaborateurs. Choisissez une autre origine.',
  },
} as const satisfies Record<string, Message>;

/** Why settings of categories of workers were refused. Nothing was changed. */
export type WorkerCategoriesProblem = {
  kind: 'problem';
  code: keyof typeof messages | 'PERMISSION_MISSING';
  field: string;
  permission: PermissionCode | null;
  message: Message;
};

/** Makes a problem with the field of the input that has to be corrected. */
export const problem = (code: keyof typeof messages, field: string): WorkerCategoriesProblem => ({
  kind: 'problem',
  code,
  field,
  permission: null,
  message: messages[code],
});

/** The key lacks the right that shows what was set. */
export function rightMissing(permission: PermissionCode, field: string): WorkerCategoriesProblem {
  const { label } = rights[permission];
  const message = {
    en: `The API key lacks the right “${label.en}” in Lucca. Grant it to the role of the key, or choose another origin.`,
    fr: `La clé API n'a pas le droit « ${label.fr} » dans Lucca. Accordez-le au rôle de la clé, ou choisissez une autre origine.`,
  };
  return { kind: 'problem', code: 'PERMISSION_MISSING', field, permission, message };
}
