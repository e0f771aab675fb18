import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { serveApollo } from './serve.ts';

/** The schema of a second subgraph: it adds a job from its own catalogue to our employees, and refers to them by key. */
export const jobsSdl = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])

type Query {
  "The employees with these ids, and their jobs."
  benchmark(ids: [ID!]!): [Employee!]!
}

type Employee @key(fields: "id") {
  id: ID!
  position: Position @external
  "The benchmark job that matches the job title."
  job: Job @requires(fields: "position { jobTitle }")
}

type Position @key(fields: "id", resolvable: false) {
  id: ID!
  jobTitle: String @external
}

"A job of the benchmark's catalogue."
type Job {
  "The family the job belongs to."
  family: String!
  "1 for a beginner, 4 for a person who leads others."
  level: Int!
}
`;

type Reference = { id: string; position?: { jobTitle: string | null } | null };

const families: [family: string, title: RegExp][] = [
  ['Sales', /commercial|ventes|comptes/i],
  ['Engineering', /ingénieur|développeur|technique|logiciel/i],
  ['Data', /donn[ée]es|data/i],
  ['Product', /produit|designer|design/i],
  ['Customer care', /client/i],
  ['Operations', /logisti|opérations|site/i],
  ['Finance', /compta|financier|gestion/i],
  ['People', /RH|ressources humaines/],
];

const levels: [level: number, title: RegExp][] = [
  [1, /junior|assistant/i],
  [4, /directeur|responsable|superviseur|chef d/i],
  [3, /senior/i],
];

/** The job that matches a title; null without a title. */
export function jobOf(title: string | null) {
  if (title === null) return null;
  const [family = 'Other'] = families.find(([, words]) => words.test(title)) ?? [];
  const [level = 2] = levels.find(([, words]) => words.test(title)) ?? [];
  return { family, level };
}

const resolvers = {
  Query: { benchmark: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })) },
  Employee: {
    __resolveReference: (reference: Reference) => reference,
    job: ({ position }: Reference) => jobOf(position?.jobTitle ?? null),
  },
};

/** Serves the subgraph of jobs on this machine. It sends no requests, to Lucca or anywhere else. */
export function startJobs(port = 0) {
  const apollo = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(jobsSdl), resolvers }),
    plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginUsageReportingDisabled()],
    stopOnTerminationSignals: false,
  });
  return serveApollo(apollo, port);
}
