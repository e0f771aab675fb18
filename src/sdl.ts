import './plainFailures.ts';

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { printSubgraphSchema } from '@apollo/subgraph';
import { subgraphSchema } from './graph/schema.ts';

/** Writes the schema to a file, in the form that a schema registry expects. */
const [path = 'dist/subgraph.graphql'] = process.argv.slice(2);
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${printSubgraphSchema(subgraphSchema())}\n`);
process.stdout.write(`${path}\n`);
