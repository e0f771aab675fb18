import type { Command } from './command.ts';

/** Every command, by its name. Each is loaded when it is run. */
export const commands: Record<string, Command> = {
  start: {
    usage: '',
    summary: 'Serve, as `node dist/main.js` does, until SIGTERM.',
    load: async () => ({ run: async () => void (await import('../main.ts')) }),
  },
  'check-config': {
    usage: '',
    summary: 'List every mistake in the settings and in the files that they name. Nothing is opened or started.',
    details: 'Ends with 1 when there is a mistake.',
    load: () => import('./checkConfig.ts'),
  },
  sdl: {
    usage: '[file]',
    summary: 'Write the schema of the subgraph for a schema registry.',
    details: 'The file is dist/subgraph.graphql unless you name another. Needs no settings.',
    load: () => import('./sdl.ts'),
  },
  'rotate-keys': {
    usage: '[--add | --use <id>]',
    summary: 'Seal everything with the current master key now, and say which keys can be removed.',
    details: [
      '--add        Add a new key to the keyring file, which seals nothing yet. First step of a rotation.',
      '--use <id>   Name the key that seals from now on. Second step, once every instance has the key.',
      'Without an option: the third step, once every instance has started with that file. Instances may be running.',
    ].join('\n'),
    load: () => import('./rotateKeys.ts'),
  },
  'export-audit': {
    usage: '',
    summary: 'Write the record of accesses to standard output, a JSON line each.',
    details:
      'Ends with 1 when the record was altered or lines are missing; what is wrong is written to standard error.',
    load: () => import('./exportAudit.ts'),
  },
  erase: {
    usage: '<tenant>',
    summary: 'Erase everything stored of a tenant, for good. Instances may be running.',
    load: () => import('./erase.ts'),
  },
};
