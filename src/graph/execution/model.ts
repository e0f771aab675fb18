import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLField,
  GraphQLObjectType,
  GraphQLResolveInfo,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { LRUCache } from 'lru-cache';
import type { Derived } from '../../cache/derived.ts';
import type { GraphContext } from '../context.ts';
import type { JsonWriter } from './jsonWriter.ts';
import type { Inputs } from './trackedContext.ts';

export type Field = GraphQLField<unknown, GraphContext>;
export type Variables = Readonly<Record<string, unknown>>;
export type Arguments = Record<string, unknown>;

/** The place of a value in the response. */
export type Path = GraphQLResolveInfo['path'];

/** What GraphQL.js tells a resolver about its field; other libraries extend this type with their own properties. */
export type Info = Pick<
  GraphQLResolveInfo,
  | 'fieldName'
  | 'fieldNodes'
  | 'returnType'
  | 'parentType'
  | 'path'
  | 'schema'
  | 'fragments'
  | 'rootValue'
  | 'operation'
  | 'variableValues'
>;

/** A field of an operation, for all objects of one type. */
export type FieldPlan = {
  /** Its name in the response. */
  key: string;
  field: Field;
  nodes: readonly FieldNode[];
  parentType: GraphQLObjectType;
  /** The index of its arguments in an execution, if they depend on variables. */
  slot: number;
  /** Its arguments; null if they depend on variables. */
  fixedArguments: Arguments | null;
  complete: Completer;
  /** Writes one of its values, if they are scalars or enums. */
  writeLeaf: ((writer: JsonWriter, value: unknown) => void) | null;
  /** Whether it cannot be null. */
  isRequired: boolean;
  /** What is selected on an object that it returns, by the object's type. */
  below: (type: GraphQLObjectType) => ObjectPlan;
  operation: OperationPlan;
};

/** The fields selected on objects of one type, with the JSON in front of each. */
export type ObjectPlan = {
  fields: readonly { before: Uint8Array; plan: FieldPlan }[];
  /** Given where what was written of an object is kept for the next requests. */
  memo: MemoPlan | null;
};

/** What is known of an operation's objects of a type whose JSON is kept. */
export type MemoPlan = {
  operation: OperationPlan;
  /** The variables that are used below. */
  variables: readonly string[];
  /** The keys of what was written, by all that they stand for: they are compared for each object. */
  keys: LRUCache<string, MemoKey>;
  /** How many objects were written to be kept, and how many of them could be. */
  written: number;
  kept: number;
};

/** An operation, for all requests in which its fields are skipped and included in the same way. */
export type OperationPlan = {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  root: ObjectPlan;
  /** How often it was executed. */
  executions: number;
  /** How many bytes the last response had, as a guess for the next. */
  expectedBytes: number;
  /** How many fields have arguments that depend on variables. */
  slots: number;
  /** The variables that decide what is skipped and included. */
  conditions: Variables;
};

/** What was written of a row: the JSON, and all that it depends on. */
export type Memo = { key: MemoKey; inputs: Inputs; json: Uint8Array; size: number };

/** Identifies what is known before any row is read: the selection, its variables, the viewer's scopes, the account and the day. */
export type MemoKey = { readonly text: string };

/** What was written of rows, as one execution may use it. */
export type Memos = {
  byRow: Derived<Memo>;
  keyOf(memo: MemoPlan): MemoKey;
  /** Asks for all that something was written from again; false if anything is not the same. */
  repeat(inputs: Inputs): boolean;
};

/** One execution of an operation. */
export type Execution = {
  context: GraphContext;
  variables: Record<string, unknown>;
  errors: GraphQLError[];
  /** The arguments of fields that depend on variables, once they were needed. */
  slots: (Arguments | undefined)[];
  /** What was written of rows, as this execution may use it; made when it is first needed. Null while an object is written to be kept. */
  memos?: Memos | null;
};

/** The position of a value: its field, and its index if it is an item of a list. */
export type Target = { execution: Execution; plan: FieldPlan; info: Info; item?: Path };

/** Writes a value that is of a type; returns whether it is null. Throws if it does not fit the type. */
export type Completer = (writer: JsonWriter, target: Target, value: unknown) => boolean;
