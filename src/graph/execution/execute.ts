import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GraphContext } from '../context.ts';
import { writeFields } from './execution.ts';
import { JsonBytes } from './jsonBytes.ts';
import { JsonWriter } from './jsonWriter.ts';
import type { Execution, OperationPlan } from './model.ts';
import { conditionNames, planOperation } from './plan.ts';
import { takeScratch } from './scratch.ts';

/** An operation to execute; `operation` is undefined when the document has none of the name. */
export type Executed = {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode | undefined;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
  context: GraphContext;
};

/**
 * Executes an operation as GraphQL.js does. Queries are planned once a document, and their data is written as JSON while they are resolved:
 * `data` is then `JsonBytes`. Other operations are left to GraphQL.js.
 */
export async function executeOperation(executed: Executed): Promise<ExecutionResult> {
  const { schema, document, operation, operationName, variables = {}, context } = executed;
  if (operation?.operation !== OperationTypeNode.QUERY)
    return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: 50,
  });
  if (errors) return { errors };
  return executeQuery(planOf(schema, document, operation, coerced), coerced, context);
}

async function executeQuery(
  plan: OperationPlan,
  variables: Record<string, unknown>,
  context: GraphContext,
): Promise<ExecutionResult> {
  plan.executions += 1;
  const execution: Execution = { context, variables, errors: [], slots: new Array(plan.slots) };
  const data = await written(execution, plan);
  const { errors } = execution;
  return { data: data as never, ...(errors.length > 0 && { errors }) };
}

/** The data of a query; null when a field failed that cannot be null, and nothing above it can be. */
async function written(execution: Execution, plan: OperationPlan): Promise<JsonBytes | null> {
  const writer = new JsonWriter(takeScratch(plan.expectedBytes));
  try {
    writeFields(writer, execution, plan.root, undefined, undefined);
    const { bytes } = await writer.filled();
    plan.expectedBytes = Math.max(1_024, Math.ceil(1.1 * bytes.length));
    return new JsonBytes(bytes, writer.buffer);
  } catch (failure) {
    writer.takeBack({ length: 0, gaps: 0 });
    execution.errors.push(failure as GraphQLError);
    return null;
  }
}

type Plans = {
  conditions: readonly string[];
  fragments: Record<string, FragmentDefinitionNode>;
  plans: LRUCache<string, OperationPlan>;
};

// As long as the document is remembered.
const planned = new WeakMap<OperationDefinitionNode, Plans>();

/** The ways to skip and include that are remembered of one operation. */
const mostPlans = 16;

function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): OperationPlan {
  const known = planned.get(operation) ?? readOperation(document, operation);
  planned.set(operation, known);
  const key = known.conditions.map((name) => String(variables[name])).join();
  const plan =
    known.plans.get(key) ??
    planOperation(
      schema,
      operation,
      known.fragments,
      Object.fromEntries(known.conditions.map((name) => [name, variables[name]])),
    );
  known.plans.set(key, plan);
  return plan;
}

function readOperation({ definitions }: DocumentNode, operation: OperationDefinitionNode): Plans {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return {
    conditions: conditionNames([operation, ...fragments]),
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
    plans: new LRUCache({ max: mostPlans }),
  };
}
