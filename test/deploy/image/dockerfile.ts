import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast';

/** The repository. */
export const root = join(import.meta.dirname, '../../..');

/** One step of a stage, with its arguments as words. */
export type Step = { keyword: string; words: string[]; from: string | null };

/** A stage of an image, and the one it goes on from, or null where that is an image of others. */
export type Stage = { name: string; base: string | null; steps: Step[] };

export const dockerfile = readFileSync(join(root, '.deploy/Dockerfile'), 'utf8');

/** The stages of our image. */
export function readStages(): Stage[] {
  const stages: Stage[] = [];
  for (const instruction of DockerfileParser.parse(dockerfile).getInstructions()) {
    const words = wordsOf(instruction);
    if (instruction.getKeyword() === 'FROM') {
      const [image, , name = ''] = words;
      stages.push({ name, base: stages.find((stage) => stage.name === image)?.name ?? null, steps: [] });
    } else stages.at(-1)?.steps.push({ keyword: instruction.getKeyword(), words, from: fromOf(instruction) });
  }
  return stages;
}

/** The words of one step of the last stage, which there has to be. */
export function lastOf(stages: Stage[], keyword: string): string[] {
  const words = stages.at(-1)?.steps.findLast((step) => step.keyword === keyword)?.words;
  if (words === undefined) throw new Error(`The image has no ${keyword}.`);
  return words;
}

/** The arguments of an instruction. The list of a command may follow other words, as in HEALTHCHECK. */
function wordsOf(instruction: Instruction): string[] {
  const [list] = /\[".*"\]$/.exec(instruction.getRawArgumentsContent() ?? '') ?? [];
  return list === undefined ? instruction.getArguments().map((each) => each.getValue()) : JSON.parse(list);
}

const fromOf = (instruction: Instruction): string | null =>
  instruction.getKeyword() === 'COPY' ? ((instruction as Copy).getFromFlag()?.getValue() ?? null) : null;
