import type { Message } from '../../accounts/message.ts';
import type { PermissionCode } from '../../accounts/rights/permissions.ts';
import { rights } from '../../accounts/rights/rights.ts';

const messages = {
  CUSTOM_FIELD_REQUIRED: {
    en: 'Enter the id of the custom field, which begins with e_.',
    fr: "Indiquez l'identifiant du champ personnalisé, qui commence par e_.",
  },
  NO_EFFECT: {
    en: 'This would change nothing: a custom field is read only with the origin CUSTOM_FIELD. Omit it, or choose that origin.',
    fr: "Ce réglage ne changerait rien : un champ personnalisé n'est lu qu'avec l'origine CUSTOM_FIELD. Ne l'indiquez pas, ou choisissez cette origine.",
  },
  UNKNOWN_CUSTOM_FIELD: {
    en: 'No custom field visible to the API key has this id. Copy it from the custom fields of an employee, or give the role of the key access to the section that contains it.',
    fr: "La clé API ne voit aucun champ personnalisé avec cet identifiant. Reprenez celui d'un champ personnalisé d'un collaborateur, ou donnez au rôle de la clé l'accès à la section qui le contient.",
  },
  CUSTOM_FIELD_OF_PAY: {
    en: 'Pay is read from this custom field, and more users may see levels and job families than may see pay. Choose another field, or change `personnelFilePay` with `setRemunerationMapping` first.',
    fr: "La rémunération est lue dans ce champ personnalisé, et davantage d'utilisateurs ont accès aux niveaux et aux familles d'emplois qu'à la rémunération. Choisissez un autre champ, ou modifiez d'abord `personnelFilePay` avec `setRemunerationMapping`.",
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

/** The key lacks the right that the source requires. */
export function rightMissing(permission: PermissionCode, field: string): WorkerCategoriesProblem {
  const { label } = rights[permission];
  const message = {
    en: `The API key lacks the right “${label.en}” in Lucca. Grant it to the role of the key, or choose another origin.`,
    fr: `La clé API n'a pas le droit « ${label.fr} » dans Lucca. Accordez-le au rôle de la clé, ou choisissez une autre origine.`,
  };
  return { kind: 'problem', code: 'PERMISSION_MISSING', field, permission, message };
}
