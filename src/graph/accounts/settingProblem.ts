import type { Message } from '../../accounts/message.ts';

/** Why a setting was refused: the index of the entry, from 0 (null if it is not about an entry), and its field. Nothing was changed. */
export type SettingProblem<Code extends string> = {
  kind: 'problem';
  code: Code;
  entry: number | null;
  field: string;
  message: Message;
};

/** Creates the function that makes a problem of one of these kinds. */
export const createProblem =
  <Code extends string>(messages: Record<Code, Message>) =>
  (code: Code, entry: number | null, field: string): SettingProblem<Code> => ({
    kind: 'problem',
    code,
    entry,
    field,
    message: messages[code],
  });
