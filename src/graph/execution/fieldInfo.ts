import type { GraphQLResolveInfo } from 'graphql';
import type { Execution, FieldPlan, Info, Path } from './model.ts';

/**
 * The `info` argument of a resolver. It is created for every field of every object, so properties that few resolvers read are created on
 * demand.
 */
export class FieldInfo implements Info {
  readonly fieldNodes;
  readonly #plan: FieldPlan;
  readonly #execution: Execution;
  readonly #prev: Path | undefined;
  #path: Path | undefined;

  /** `prev` is the place of the object. */
  constructor(plan: FieldPlan, execution: Execution, prev: Path | undefined) {
    this.fieldNodes = plan.nodes;
    this.#plan = plan;
    this.#execution = execution;
    this.#prev = prev;
  }

  get path(): Path {
    this.#path ??= { prev: this.#prev, key: this.#plan.key, typename: this.#plan.parentType.name };
    return this.#path;
  }
  get fieldName() {
    return this.#plan.field.name;
  }
  get returnType() {
    return this.#plan.field.type;
  }
  get parentType() {
    return this.#plan.parentType;
  }
  get schema() {
    return this.#plan.operation.schema;
  }
  get fragments() {
    return this.#plan.operation.fragments;
  }
  get rootValue() {
    return undefined;
  }
  get operation() {
    return this.#plan.operation.operation;
  }
  get variableValues() {
    return this.#execution.variables;
  }
}

/** The same for a resolver. */
export const asInfo = (info: Info): GraphQLResolveInfo => info as GraphQLResolveInfo;
