import { fieldsOfPay, type MappingChange } from '../../accounts/mapping.ts';
import type { GraphContext } from '../context.ts';
import { Forbidden } from '../errors.ts';
import type { SetWorkerCategoriesInput, WorkerCategorySourceInput } from '../generated.ts';
import { problem, rightMissing, type WorkerCategoriesProblem } from './problem.ts';
import type { CategoryName, CategorySource } from './sources.ts';
import { whyUnusable } from './usable.ts';

type Settings = Partial<Record<CategoryName, CategorySource | null>>;

/** Validates the input against the data that the key can see. Throws `Forbidden` for a custom field that the viewer may not read. */
export async function readWorkerCategories(
  input: SetWorkerCategoriesInput,
  context: GraphContext,
): Promise<MappingChange | WorkerCategoriesProblem> {
  const settings: Settings = {};
  for (const name of ['level', 'jobFamily'] as const) {
    const given = input[name];
    if (given === undefined) continue;
    const read = given && (await readSource(name, given, context));
    if (read && 'kind' in read) return read;
    settings[name] = read;
  }
  return { kind: 'change', apply: (before) => ({ ...before, ...settings }) };
}

async function readSource(
  name: CategoryName,
  { origin, customFieldId = null }: WorkerCategorySourceInput,
  context: GraphContext,
): Promise<CategorySource | WorkerCategoriesProblem> {
  const field = `${name}.${origin === 'CUSTOM_FIELD' || customFieldId !== null ? 'customFieldId' : 'origin'}`;
  if (origin === 'CUSTOM_FIELD') {
    if (customFieldId === null) return problem('CUSTOM_FIELD_REQUIRED', field);
    const { scopes } = context.viewer ?? {};
    if (!scopes?.has('lucca:demographics:read') || !scopes.has('lucca:remuneration:read')) throw new Forbidden();
    if (fieldsOfPay(context.connection().account.mapping.personnelFilePay).includes(customFieldId))
      return problem('CUSTOM_FIELD_OF_PAY', field);
  } else if (customFieldId !== null) return problem('NO_EFFECT', field);
  const source = { origin, customFieldId };
  const why = await whyUnusable(source, await context.connection().loaders.employees.all(), context);
  if (why === null) return source;
  if (why.permission !== null) return rightMissing(why.permission, field);
  return problem(origin === 'CUSTOM_FIELD' ? 'UNKNOWN_CUSTOM_FIELD' : 'NOT_RETURNED', field);
}
