import type { Message } from '../../accounts/message.ts';

const messages = {
  UNKNOWN_NAME: {
    en: 'Lucca shows no contract with this name. Take it from the contract types or the termination reasons of the account.',
    fr: 'Lucca ne montre aucun contrat avec ce nom. Reprenez-le des types de contrat ou des motifs de fin du compte.',
  },
  DUPLICATE_NAME: {
    en: 'This name is in the list twice. Keep one entry for it.',
    fr: "Ce nom figure deux fois dans la liste. N'en gardez qu'un.",
  },
  TOO_MANY: {
    en: 'Send at most 200 entries at a time.',
    fr: 'Envoyez 200 entrées au plus à la fois.',
  },
} as const satisfies Record<string, Message>;

/** Why a mapping of contracts was refused: the index of the entry, from 0, and its field. Nothing was changed. */
export type ContractMappingProblem = {
  kind: 'problem';
  code: keyof typeof messages;
  entry: number | null;
  field: string;
  message: Message;
};

/** Makes a problem; `entry` is null for one that is about a whole list. */
export const problem = (
  code: ContractMappingProblem['code'],
  entry: number | null,
  field: string,
): ContractMappingProblem => ({ kind: 'problem', code, entry, field, message: messages[code] });
