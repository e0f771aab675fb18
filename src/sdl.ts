import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printSubgraphSchema } from '@apollo/subgraph';
import { createSchema } from './graph/schema.ts';

/** Prints the schema to a file, as a registry takes it. */
const [path = 'dist/subgraph.graphql'] = process.argv.slice(2);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${printSubgraphSchema(createSchema())}\n`);
process.stdout.write(`${path}\n`);
