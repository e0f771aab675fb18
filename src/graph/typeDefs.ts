import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import { readNullable, withoutNullable } from './nullable.ts';

/** The domains of the graph, each with a file of this name in `schema/`, in the order in which their fields are listed. */
const domains = [
  'shared',
  'accounts',
  'employees',
  'customFields',
  'positions',
  'workerCategories',
  'contracts',
  'contractMapping',
  'remuneration',
  'remunerationMapping',
  'payAnalysis',
  'organisation',
  'dataGaps',
  'dataQuality',
  'accessLog',
] as const;

export type Domain = (typeof domains)[number];

const directory = new URL('../../schema/', import.meta.url);

const read = (domain: Domain) => parse(readFileSync(new URL(`${domain}.graphql`, directory), 'utf8'));

const documents = new Map(domains.map((domain) => [domain, read(domain)]));

/** The schema as it is published, by domain. */
export const typeDefs: ReadonlyMap<Domain, DocumentNode> = new Map(
  [...documents].map(([domain, document]) => [domain, withoutNullable(document)]),
);

/** The `@nullable` of each field that may be null, by its coordinate (`Employee.gender`). */
export const nullableFields = readNullable(
  new Map([...documents].map(([domain, document]) => [`schema/${domain}.graphql`, document])),
);
