import { type FieldNode, type GraphQLField, getArgumentValues } from 'graphql';
import type { Arguments, Execution, Field, FieldPlan, Variables } from './model.ts';

/** The arguments of a field, with their defaults. Throws if they do not match their types. */
export const argumentsIn = ({ name, args }: Field, node: FieldNode, variables: Variables): Arguments =>
  getArgumentValues({ name, args } as Pick<Field, 'name' | 'args'> as GraphQLField<unknown, unknown>, node, variables);

/** The arguments of a field in an execution, which are the same for all its objects. Throws if they do not match their types. */
export function argumentsOf({ slots, variables }: Execution, plan: FieldPlan): Arguments {
  if (plan.fixedArguments) return plan.fixedArguments;
  const [node] = plan.nodes;
  if (!node) return {};
  const known = slots[plan.slot] ?? argumentsIn(plan.field, node, variables);
  slots[plan.slot] = known;
  return known;
}
