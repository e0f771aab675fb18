import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  validate,
} from 'graphql';
import { BadUserInput, OperationTooComplex } from '../errors.ts';
import { createCostOf } from './cost.ts';

/** The most one operation may hold. Tokens are counted while it is parsed, everything else before the first resolver runs. */
export const limits = {
  tokens: 2_000,
  /** Fields below one another. */
  depth: 15,
  aliases: 50,
  rootFields: 20,
  /** By the directives of the schema: values in the answer, and what it takes to ask Lucca. */
  cost: 1_000_000,
} as const;

/** A valid document, and what is to be run of it. */
export type Asked = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
};

/** Creates the check of an operation, which throws `OperationTooComplex` where it holds more than one may, `BadUserInput` for a kind we do not have. */
export function createLimits(schema: GraphQLSchema): (asked: Asked) => void {
  const refuse = (message: string) => () => {
    throw new OperationTooComplex(message);
  };
  const rules = [
    maxDepthRule({
      n: limits.depth,
      flattenFragments: true,
      onReject: [refuse(`Fields may be nested ${limits.depth} deep at most.`)],
    }),
    maxAliasesRule({ n: limits.aliases, onReject: [refuse(`There may be ${limits.aliases} aliases at most.`)] }),
  ];
  const tooManyRootFields = refuse(`An operation may have ${limits.rootFields} root fields at most.`);
  const tooCostly = refuse(
    `The operation could cost more than ${limits.cost.toLocaleString('en')} values: ask for fewer at a time with \`first\`.`,
  );
  const costOf = createCostOf(schema);

  return (asked) => {
    if (!schema.getRootType(asked.operation.operation))
      throw new BadUserInput(`There is no ${asked.operation.operation}.`);
    validate(schema, asked.document, rules);
    if (costOf(asked) > limits.cost) tooCostly();
    if (rootFieldsOf(asked) > limits.rootFields) tooManyRootFields();
  };
}

function rootFieldsOf({ document, operation }: Asked): number {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + 1;
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      return fragment ? sum + count(fragment.selectionSet) : sum;
    }, 0);
  return count(operation.selectionSet);
}
