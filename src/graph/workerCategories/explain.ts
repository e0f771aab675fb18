import { mayBeIncomplete } from '../../cache/rows.ts';
import { combine, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import { unreadOf } from '../../lucca/unread.ts';
import type { GraphContext } from '../context.ts';
import type { Explain } from '../dataGaps/explain.ts';
import { emptiness, type Gap, gap, lacking, outsidePerimeter, skippedRow, unreadGap } from '../dataGaps/gap.ts';
import type { PositionParent } from '../parents.ts';
import { type CategoryName, type CategorySource, customFieldIn, sourceOf } from './sources.ts';
import { notReturned, notSet, unknownCustomField } from './usable.ts';

/** Why a person has no category. */
export const withoutCategory =
  (name: CategoryName): Explain<PositionParent> =>
  (user, { context }) => {
    const source = sourceOf(name, user, context);
    return source === null ? notSet(name) : whyNone(source, user, context);
  };

function whyNone(source: CategorySource, user: PositionParent, context: GraphContext): PromiseOrValue<Gap> {
  switch (source.origin) {
    case 'QUALIFICATION':
      return withoutQualification(user, context);
    case 'OCCUPATION_CATEGORY':
      return unreadIn(user, 'csp') ?? emptiness('EMPLOYEE_POSITIONS', context);
    case 'JOB_TITLE':
      return unreadIn(user, 'jobTitle') ?? emptiness('EMPLOYEE_POSITIONS', context);
    case 'CUSTOM_FIELD':
      return withoutCustomField(source, user, context);
  }
}

function unreadIn(user: PositionParent, column: 'csp' | 'jobTitle' | 'jobQualification'): Gap | null {
  const unread = unreadOf(user)[column];
  return unread ? unreadGap(unread) : null;
}

function withoutQualification(user: PositionParent, context: GraphContext): PromiseOrValue<Gap> {
  const { jobQualification, isQualificationReported } = user;
  if (jobQualification === null) {
    const usual = emptiness('EMPLOYEE_QUALIFICATIONS', context);
    const isUsual = isQualificationReported || usual.reason === 'PERMISSION_MISSING';
    return unreadIn(user, 'jobQualification') ?? (isUsual ? usual : notReturned);
  }
  return mapValue(context.connection().loaders.qualifications.all(), (rows) => {
    if (rows.some(({ id }) => id === jobQualification.id))
      return gap('NOT_SET_IN_LUCCA', "The person's qualification does not contain it.");
    if (mayBeIncomplete(rows)) return skippedRow;
    return rows.length === 0 ? lacking('EMPLOYEE_QUALIFICATIONS') : outsidePerimeter;
  });
}

function withoutCustomField(
  { customFieldId }: CategorySource,
  user: PositionParent,
  context: GraphContext,
): PromiseOrValue<Gap> {
  const { personnelFiles, customFields } = context.connection().loaders;
  const loaded = {
    field: customFieldIn(customFieldId, user, context),
    files: personnelFiles.many(user.id),
    definitions: customFields.all(),
  };
  return combine(loaded, ({ field: { values, definition }, files, definitions }) => {
    const usual = emptiness('PERSONNEL_FILES', context);
    if (mayBeIncomplete(files)) return skippedRow;
    if (usual.reason === 'PERMISSION_MISSING' || definitions.length === 0) return usual;
    if (definition === null) return unknownCustomField(customFieldId);
    if (values?.length === 0 || files[0]?.extendedData == null) return usual;
    return gap('MALFORMED_IN_LUCCA', 'The custom field has several values, or one that is not text.');
  });
}
