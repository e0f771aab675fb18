import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printSubgraphSchema } from '@apollo/subgraph';
import { subgraphSchema } from '../graph/schema.ts';
import { UsageWrong } from './command.ts';

/** Writes the schema to a file, in the form that a schema registry expects. */
export async function run([path = 'dist/subgraph.graphql', ...others]: string[]): Promise<void> {
  if (others.length > 0) throw new UsageWrong('One file at most.');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${printSubgraphSchema(subgraphSchema())}\n`);
  process.stdout.write(`${path}\n`);
}
