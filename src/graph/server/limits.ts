import type { DocumentNode, GraphQLSchema } from 'graphql';
import { BadUserInput, OperationTooComplex } from '../errors.ts';
import type { OperationRequest } from './cost.ts';
import { createMeasure, type Measures } from './measure.ts';

/** The most that one operation may contain. Tokens are counted by the parser, everything else before the first resolver runs. */
export const limits = {
  tokens: 2_000,
  /** Fields below one another. */
  depth: 15,
  aliases: 50,
  rootFields: 20,
  /** Each mutation is an operation on the account, and may need as many requests to Lucca as a check. */
  mutations: 1,
  /** The cost by the directives of the schema: values in the response, and the requests to Lucca that they need. */
  cost: 1_000_000,
  /** Selections and types visited to compute the other figures. A document of two thousand tokens needs fewer. */
  steps: 50_000,
} as const;

/**
 * Creates the check of an operation. It throws `OperationTooComplex` for an operation that exceeds a limit, and `BadUserInput` for a kind
 * of operation that the schema does not have.
 */
export function createLimits(schema: GraphQLSchema): (request: OperationRequest & { document: DocumentNode }) => void {
  const measure = onceForSizes(createMeasure(schema, limits.steps));

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
      throw new OperationTooComplex('A request may contain only one operation on the account.');
    if (!(cost <= limits.cost))
      throw new OperationTooComplex(
        `The operation could return more than ${limits.cost.toLocaleString('en')} values: request fewer at a time with \`first\`.`,
      );
  };
}

type Request = OperationRequest & { document: DocumentNode };

/** The maximum number of combinations of variable sizes remembered for an operation. */
const mostSizes = 20;

/**
 * Measures an operation of a parsed document once for each combination of variable sizes: their values do not matter otherwise. Apollo
 * Server keeps parsed documents, by their hash and within bounds.
 */
function onceForSizes(measure: (request: Request) => Measures): typeof measure {
  const known = new WeakMap<object, Map<string, Measures>>();
  return (request) => {
    const ofSizes = known.get(request.operation) ?? new Map<string, Measures>();
    known.set(request.operation, ofSizes);
    const sizes = sizesOf(request);
    const measures = ofSizes.get(sizes) ?? measure(request);
    if (ofSizes.size < mostSizes) ofSizes.set(sizes, measures);
    return measures;
  };
}

/** The parts of the declared variables that a cost may depend on: numbers, which may be page sizes, and lengths of lists. */
const sizesOf = ({ operation, variables }: Request): string =>
  (operation.variableDefinitions ?? []).map(({ variable }) => sizeOf(variables, variable.name.value)).join();

function sizeOf(variables: Request['variables'], name: string): string {
  // An omitted variable has the operation's default.
  if (!Object.hasOwn(variables, name)) return 'default';
  const value = variables[name];
  if (Array.isArray(value)) return `list ${value.length}`;
  return typeof value === 'number' ? String(value) : String(value == null);
}
