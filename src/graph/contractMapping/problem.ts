import type { Message } from '../../accounts/message.ts';
import { createProblem } from '../accounts/settingProblem.ts';

const messages = {
  UNKNOWN_NAME: {
    en: 'No contract visible to the API key has this name. Copy it from the contract types or the termination reasons of the account.',
    fr: "La clé API ne voit aucun contrat avec ce nom. Reprenez celui d'un type de contrat ou d'un motif de fin de contrat du compte.",
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

export const problem = createProblem(messages);

/** Why a mapping was refused. */
export type ContractMappingProblem = ReturnType<typeof problem>;
