import type { AccountMapping } from '../../accounts/mapping.ts';
import { combine, mapValue, type PromiseOrValue, recover } from '../../loaders/promiseOrValue.ts';
import { LuccaForbidden } from '../../lucca/errors.ts';
import type { JobQualification } from '../../lucca/resources/jobQualifications.ts';
import type { User } from '../../lucca/resources/users.ts';
import type { GraphContext } from '../context.ts';
import { customFieldOf, textOf } from '../customFields/customFields.ts';
import type { CustomFieldParent } from '../parents.ts';
import { RightMissing } from '../rightMissing.ts';
import { entityById } from '../server/entities.ts';

/** The categories of workers that a job has. */
export type CategoryName = 'level' | 'jobFamily';

/** Where a category comes from. */
export type CategorySource = NonNullable<AccountMapping[CategoryName]>;

/** A category of a person. */
export type Category = { value: string; origin: CategorySource['origin'] };

const defaults = { QUALIFICATION: source('QUALIFICATION'), OCCUPATION_CATEGORY: source('OCCUPATION_CATEGORY') };

function source(origin: CategorySource['origin']): CategorySource {
  return { origin, customFieldId: null };
}

/**
 * The source of a person's category: the one that the account has set, else the qualification if Lucca returns qualifications, which it
 * does for everybody or for nobody. An occupation category can serve as a level, but says nothing about the kind of work. Null if there is
 * no source.
 */
export function sourceOf(
  name: CategoryName,
  { isQualificationReported }: Pick<User, 'isQualificationReported'>,
  { connection }: GraphContext,
): CategorySource | null {
  const set = connection().account.mapping[name];
  if (set !== null) return set;
  if (isQualificationReported) return defaults.QUALIFICATION;
  return name === 'level' ? defaults.OCCUPATION_CATEGORY : null;
}

/** The category of a person; null if there is none, or if Lucca does not return it. */
export function categoryOf(name: CategoryName, user: User, context: GraphContext): PromiseOrValue<Category | null> {
  const source = sourceOf(name, user, context);
  if (source === null) return null;
  return mapValue(read(name, source, user, context), (value) =>
    value === null ? null : { value, origin: source.origin },
  );
}

function read(
  name: CategoryName,
  { origin, customFieldId }: CategorySource,
  user: User,
  context: GraphContext,
): PromiseOrValue<string | null> {
  switch (origin) {
    case 'QUALIFICATION':
      return mapValue(
        entityById('Qualification', user.jobQualification?.id ?? null, context),
        (found) => found && categoryIn(name, found),
      );
    case 'OCCUPATION_CATEGORY':
      return user.csp?.name ?? null;
    case 'JOB_TITLE':
      return user.jobTitle;
    case 'CUSTOM_FIELD':
      return mapValue(customFieldIn(customFieldId, user, context), onlyText);
  }
}

/** What a qualification says of a category. */
export function categoryIn(name: CategoryName, { level, job }: JobQualification): string | null {
  return name === 'level' ? (level?.name ?? level?.position?.toString() ?? null) : (job?.name ?? null);
}

/** A custom field of a person's file. */
export function customFieldIn(
  customFieldId: string | null,
  { id }: User,
  { connection }: GraphContext,
): PromiseOrValue<CustomFieldParent> {
  const { personnelFiles, customFields } = connection().loaders;
  const loaded = { file: personnelFiles.one(id), definitions: customFields.cached() ?? customFields.all() };
  return recover(
    combine(loaded, ({ file, definitions }) =>
      customFieldOf(customFieldId ?? '', file?.extendedData ?? null, definitions),
    ),
    (failure) => {
      throw failure instanceof LuccaForbidden ? new RightMissing('PERSONNEL_FILES') : failure;
    },
  );
}

/** The text of the only value; null if there is none, if there are several, or if it has parts. */
function onlyText({ values, definition }: CustomFieldParent): string | null {
  const [value, ...others] = values ?? [];
  const text = value === undefined || others.length > 0 ? null : textOf({ value, definition });
  return text === null || text.trim() === '' ? null : text;
}
