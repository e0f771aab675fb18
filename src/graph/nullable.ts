import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLDirective,
  GraphQLError,
  getDirectiveValues,
  Kind,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  visit,
} from 'graphql';
import type { PermissionCode } from '../accounts/rights/permissions.ts';

/** The arguments of a field's `@nullable`, which its definition in `schema/shared.graphql` explains. */
export type Nullable = {
  rights: readonly PermissionCode[];
  isAnswer: boolean;
  emptyIsGap: boolean;
  row: readonly string[];
  columns: readonly string[];
};

const isNullableDirective = ({ name }: { name: NameNode }) => name.value === 'nullable';

/** A document of the schema as it is published: without `@nullable`. */
export const withoutNullable = (document: DocumentNode): DocumentNode =>
  visit(document, {
    Directive: (node) => (isNullableDirective(node) ? null : undefined),
    DirectiveDefinition: (node) => (isNullableDirective(node) ? null : undefined),
  });

/**
 * Reads every `@nullable` of the schema, by the coordinate of its field (`Employee.gender`), in the order of the documents, which are
 * keyed by file name. Throws an error that names each field whose `@nullable` is missing, wrong or without effect.
 */
export function readNullable(documents: ReadonlyMap<string, DocumentNode>): ReadonlyMap<string, Nullable> {
  const definitions = [...documents.values()].flatMap((document) => document.definitions);
  const explained = new Set(['Query', ...definitions.filter(isObject).filter(hasGaps).map(nameOf)]);
  const composite = new Set(definitions.filter(isComposite).map(nameOf));
  const directive = directiveIn(definitions);
  const found = new Map<string, Nullable>();
  const problems: string[] = [];
  for (const [file, document] of documents)
    for (const type of document.definitions.filter(isObject))
      for (const field of type.fields ?? []) {
        const coordinate = `${nameOf(type)}.${nameOf(field)}`;
        const isNullable = field.type.kind !== Kind.NON_NULL_TYPE && explained.has(nameOf(type));
        try {
          const read = readField(field, isNullable, directive);
          const isPlain = field.type.kind === Kind.NAMED_TYPE && !composite.has(nameOf(field.type));
          const row = read?.row ?? (isPlain ? [nameOf(field)] : []);
          if (read) found.set(coordinate, { ...read, row, columns: read.columns ?? row });
        } catch (problem) {
          if (!(problem instanceof GraphQLError)) throw problem;
          problems.push(`${coordinate} (${file}): ${problem.message}`);
        }
      }
  if (problems.length > 0) throw problemsOf(problems);
  return found;
}

/** An error of which a tool prints only the message, because the stack says nothing about the schema. */
function problemsOf(problems: readonly string[]): Error {
  const error = new Error(problems.join('\n'));
  error.stack = error.message;
  return error;
}

const nameOf = ({ name }: { name: NameNode }) => name.value;

const isObject = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;

const hasGaps = ({ fields = [] }: ObjectTypeDefinitionNode | ObjectTypeExtensionNode) =>
  fields.some((field) => nameOf(field) === 'dataGaps');

const isComposite = (definition: DefinitionNode): definition is ObjectTypeDefinitionNode =>
  /^(Object|Interface|Union)TypeDefinition$/.test(definition.kind);

type Written = Omit<Nullable, 'row' | 'columns'> & Partial<Pick<Nullable, 'row' | 'columns'>>;

function readField(field: FieldDefinitionNode, isNullable: boolean, directive: GraphQLDirective): Written | null {
  const node = field.directives?.find(isNullableDirective);
  if (!node) {
    if (isNullable) throw new GraphQLError(missing);
    return null;
  }
  if (!isNullable)
    throw new GraphQLError('`@nullable` has no effect on a field that is never null, or whose type has no `dataGaps`.');
  const unknown = unknownArgument(node, directive);
  if (unknown !== undefined) throw new GraphQLError(`\`@nullable\` has no argument \`${unknown}\`.`);
  return getDirectiveValues(directive, field) as Written;
}

const missing =
  'it may be null, but nothing says why. Add `@nullable(rights: [PERSONNEL_FILES])` with the rights in Lucca that show it, or ' +
  '`@nullable(rights: [])` if everyone who sees the object sees the field.';

const unknownArgument = (node: ConstDirectiveNode, { args }: GraphQLDirective) =>
  node.arguments?.find(({ name }) => !args.some((each) => each.name === name.value))?.name.value;

/** The definition of `@nullable`, with the only other type that it needs: the rights. */
function directiveIn(definitions: readonly DefinitionNode[]): GraphQLDirective {
  const needed = definitions.filter(
    (each) =>
      (each.kind === Kind.DIRECTIVE_DEFINITION && isNullableDirective(each)) ||
      (each.kind === Kind.ENUM_TYPE_DEFINITION && nameOf(each) === 'LuccaPermission'),
  );
  const schema = buildASTSchema({ kind: Kind.DOCUMENT, definitions: needed }, { assumeValid: true });
  const directive = schema.getDirective('nullable');
  if (!directive) throw new Error('The schema does not define `@nullable`.');
  return directive;
}
