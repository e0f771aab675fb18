import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { cursorVariables } from '../answer/cursorVariables.ts';
import { titleOf } from '../answer/titles.ts';

/** The kind of input for a variable. `choices` is for several enum values, `person` for the id of an employee. */
export type FieldInput =
  | 'date'
  | 'dateTime'
  | 'yesOrNo'
  | 'number'
  | 'decimal'
  | 'text'
  | 'choice'
  | 'choices'
  | 'person';

export type VariableField = {
  name: string;
  label: string;
  input: FieldInput;
  isRequired: boolean;
  /** The values of an enum. */
  options: string[];
};

/** The form fields for an operation's variables, and the names of the variables that can only be entered as JSON. */
export type VariableFields = { fields: VariableField[]; others: string[] };

/** Derives a form from an operation's variables. Cursors are left out, because a button reads further pages. */
export function variableFields(schema: GraphQLSchema, document: DocumentNode, operationName?: string): VariableFields {
  const cursors = cursorVariables(document);
  const persons = personVariables(schema, document);
  const made: VariableFields = { fields: [], others: [] };
  for (const { variable, type: node } of definitionsOf(document, operationName)) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined;
    if (cursors.has(name) || type === undefined) continue;
    const input = persons.has(name) ? 'person' : inputOf(type);
    const named = getNamedType(type);
    const options = isEnumType(named) ? named.getValues().map((value) => value.name) : [];
    if (input === null) made.others.push(name);
    else made.fields.push({ name, label: titleOf([name]), input, isRequired: isNonNullType(type), options });
  }
  return made;
}

const definitionsOf = (document: DocumentNode, name: string | undefined): readonly VariableDefinitionNode[] =>
  getOperationAST(document, name)?.variableDefinitions ?? [];

const inputs: Partial<Record<string, FieldInput>> = {
  Date: 'date',
  Boolean: 'yesOrNo',
  Int: 'number',
  Float: 'number',
  Decimal: 'decimal',
  String: 'text',
  ID: 'text',
  DateTime: 'dateTime',
  CurrencyCode: 'text',
  CountryCode: 'text',
};

/** How a value of a type is entered; null if only as JSON. A key is not entered in a field that shows it. */
function inputOf(type: GraphQLInputType): FieldInput | null {
  const named = getNamedType(type);
  if (isListType(getNullableType(type))) return isEnumType(named) ? 'choices' : null;
  return isEnumType(named) ? 'choice' : (inputs[named.name] ?? null);
}

/** The variables that are used as the id of a person. */
function personVariables(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument({ name, value }) {
        const returned = info.getFieldDef()?.type;
        if (
          value.kind === Kind.VARIABLE &&
          name.value === 'id' &&
          returned &&
          getNamedType(returned).name === 'Employee'
        )
          found.add(value.name.value);
      },
      ObjectField({ name, value }) {
        if (value.kind === Kind.VARIABLE && name.value === 'managerId') found.add(value.name.value);
      },
    }),
  );
  return found;
}
