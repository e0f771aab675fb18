import type { DocumentNode, GraphQLSchema } from 'graphql';
import { BadUserInput, OperationTooComplex } from '../errors.ts';
import type { OperationRequest } from './cost.ts';
import { createMeasure } from './measure.ts';

/** The most that one operation may contain. Tokens are counted by the parser, everything else before the first resolver runs. */
export const limits = {
  tokens: 2_000,
  /** Fields below one another. */
  depth: 15,
  aliases: 50,
  rootFields: 20,
  /** Each is an operation on the account, and may take as many requests to Lucca as a check does. */
  mutations: 1,
  /** By the directives of the schema: values in the response, and what it takes to read them from Lucca. */
  cost: 1_000_000,
  /** Selections and types visited to compute the other figures. Two thousand tokens need fewer. */
  steps: 50_000,
} as const;

/**
 * Creates the check of an operation. It throws `OperationTooComplex` for an operation that exceeds a limit, and `BadUserInput` for a kind
 * of operation that the schema does not have.
 */
export function createLimits(schema: GraphQLSchema): (request: OperationRequest & { document: DocumentNode }) => void {
  const measure = createMeasure(schema, limits.steps);

  return (request) => {
    const kind = request.operation.operation;
    if (!schema.getRootType(kind)) throw new BadUserInput(`There is no ${kind}.`);
    const { depth, aliases, rootFields, mutations, cost, steps } = measure(request);
    if (steps > limits.steps) throw new OperationTooComplex('The document is too long.');
    // Written so that NaN is refused too.
    if (!(depth <= limits.depth)) throw new OperationTooComplex(`Fields may be nested ${limits.depth} deep at most.`);
    if (!(aliases <= limits.aliases)) throw new OperationTooComplex(`There may be ${limits.aliases} aliases at most.`);
    if (!(rootFields <= limits.rootFields))
      throw new OperationTooComplex(`An operation may have ${limits.rootFields} root fields at most.`);
    if (!(mutations <= limits.mutations))
      throw new OperationTooComplex('A request may contain one operation on the account.');
    if (!(cost <= limits.cost))
      throw new OperationTooComplex(
        `The operation could cost more than ${limits.cost.toLocaleString('en')} values: ask for fewer at a time with \`first\`.`,
      );
  };
}
