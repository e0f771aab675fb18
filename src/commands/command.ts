/** A command of the program, as its help shows it. */
export type Command = {
  /** What follows its name. */
  usage: string;
  /** What it does, in a line. */
  summary: string;
  /** What else there is to know, with its options. */
  details?: string;
  load: () => Promise<{ run(words: string[]): Promise<void> }>;
};

/** The command line is not one that a command takes. */
export class UsageWrong extends Error {}

/** What a command may fail of, with a message for whoever runs it: its stack would only hide that. */
export class CommandFailed extends Error {}

/** Runs a command, whose foreseen failures become `CommandFailed`. */
export async function failing<Result>(
  foreseen: readonly (new (...parts: never[]) => Error)[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (failure) {
    const known = foreseen.find((kind) => failure instanceof kind);
    throw known ? new CommandFailed((failure as Error).message, { cause: failure }) : failure;
  }
}
