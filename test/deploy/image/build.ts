import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, type Stage, type Step } from './dockerfile.ts';

/** What a stage has after its steps: its files, its working directory and variables, and the user that it runs as. */
export type Built = { files: string; directory: string; env: Record<string, string>; user: string | null };

/** Takes the steps of an image without a daemon: each stage in a directory of its own, with the Node of this machine. */
export function buildStages(stages: Stage[], into: string): Built {
  const all = new Map<string, Built>();
  for (const stage of stages) all.set(stage.name, buildStage(stage, join(into, stage.name), all));
  const last = all.get(stages.at(-1)?.name ?? '');
  if (!last) throw new Error('The image has no stage.');
  return last;
}

function buildStage({ base, steps }: Stage, files: string, others: ReadonlyMap<string, Built>): Built {
  const before = base === null ? null : (others.get(base) ?? null);
  mkdirSync(files, { recursive: true });
  if (before) execFileSync('cp', ['-a', `${before.files}/.`, files]);
  const built: Built = { directory: '/', user: null, ...before, files, env: { ...before?.env } };
  for (const step of steps) take(step, built, others);
  return built;
}

function take({ keyword, words, from }: Step, built: Built, others: ReadonlyMap<string, Built>): void {
  const [first = '', ...rest] = words;
  const here = join(built.files, built.directory);
  if (keyword === 'WORKDIR') {
    built.directory = first;
    mkdirSync(join(built.files, first), { recursive: true });
  } else if (keyword === 'ENV') Object.assign(built.env, Object.fromEntries(words.map((word) => word.split('='))));
  else if (keyword === 'COPY') copy(words, from === null ? root : (others.get(from)?.files ?? ''), here);
  else if (keyword === 'RUN') runIn(here, [first, ...rest], built.env);
  else if (keyword === 'USER') built.user = first;
  else if (!['CMD', 'EXPOSE', 'HEALTHCHECK'].includes(keyword))
    throw new Error(`Nothing here takes a step ${keyword}.`);
}

function copy(words: string[], source: string, here: string): void {
  const target = words.at(-1) ?? '';
  for (const path of words.slice(0, -1))
    cpSync(join(source, path), target === './' ? join(here, basename(path)) : join(here, target), {
      recursive: true,
      verbatimSymlinks: true,
    });
}

function runIn(cwd: string, command: string[], env: Record<string, string>): void {
  process.stdout.write(`${command.join(' ')}\n`);
  execFileSync('/bin/sh', ['-c', command.join(' ')], { cwd, env: { ...process.env, ...env }, stdio: 'inherit' });
}
