#!/usr/bin/env node
import './production.ts';
import { type Command, CommandFailed, UsageWrong } from './commands/command.ts';
import { commands } from './commands/commands.ts';
import { version } from './version.ts';

const program = 'lucca-subgraph';
const names = Object.keys(commands);

function overview(): string {
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${commands[name]?.summary}`);
  return [
    `Usage: ${program} <command>`,
    '',
    ...lines,
    '',
    `All settings come from the environment. ${program} <command> --help says more about a command; --version prints ${version}.`,
    '',
  ].join('\n');
}

const helpOf = (name: string, { usage, summary, details }: Command) =>
  [
    `Usage: ${program} ${name} ${usage}`.trimEnd(),
    '',
    summary,
    ...(details === undefined ? [] : ['', details]),
    '',
  ].join('\n');

/** Runs the command that the command line names. */
async function main([name, ...words]: string[]): Promise<void> {
  if (name === '--version') return void process.stdout.write(`${version}\n`);
  if (name === undefined || name === '--help' || name === 'help') return void process.stdout.write(overview());
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageWrong(`There is no command ${JSON.stringify(name)}. There are: ${names.join(', ')}.`);
  if (words.includes('--help')) return void process.stdout.write(helpOf(name, command));
  const { run } = await command.load();
  await run(words).catch((failure: unknown) => {
    throw failure instanceof UsageWrong ? new UsageWrong(`${failure.message}\n${helpOf(name, command)}`) : failure;
  });
}

main(process.argv.slice(2)).catch((failure: unknown) => {
  const isForeseen = failure instanceof CommandFailed || failure instanceof UsageWrong;
  const text = failure instanceof Error ? failure[isForeseen ? 'message' : 'stack'] : failure;
  process.stderr.write(`${String(text).trimEnd()}\n`);
  process.exitCode = failure instanceof UsageWrong ? 2 : 1;
});
