import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import { allValues, mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { User } from '../../lucca/resources/users.ts';
import { isUnread } from '../../lucca/unread.ts';
import type { GraphContext } from '../context.ts';
import { emptiness, type Gap, gap, lacking } from '../dataGaps/gap.ts';
import { isProven } from '../dataGaps/shownRights.ts';
import { BadUserInput } from '../errors.ts';
import { RightMissing } from '../rightMissing.ts';
import { mapInTurns } from '../server/inTurns.ts';
import { type Category, type CategoryName, type CategorySource, categoryIn, categoryOf, sourceOf } from './sources.ts';

const words: Record<CategoryName, string> = { level: 'level', jobFamily: 'job family' };

/** Nothing says where a category comes from. */
export const notSet = (name: CategoryName): Gap =>
  gap('NOT_SET_IN_LUCCA', `There is no source for the ${words[name]}. Set one with \`setWorkerCategories\`.`);

/** The default counts, if there is one. */
export const notSetByAccount = (name: CategoryName): Gap =>
  gap(
    'NOT_SET_IN_LUCCA',
    `The account has not set a source for the ${words[name]}. Set one with \`setWorkerCategories\`.`,
  );

export const notReturned = gap('NOT_SET_IN_LUCCA', "This Lucca does not return people's qualifications.");

const unnamed = (name: CategoryName): Gap =>
  gap('NOT_SET_IN_LUCCA', `None of the qualifications in Lucca has a ${words[name]}.`);

export const unknownCustomField = (customFieldId: string | null): Gap =>
  gap('NOT_SET_IN_LUCCA', `No custom field visible to the API key has the id “${customFieldId}”.`);

/** Why nobody can have a category from this source, given the data that the key can see; null if people can. Reads custom fields only. */
export function whyUnusable(
  { origin, customFieldId }: CategorySource,
  everybody: Rows<User>,
  context: GraphContext,
): PromiseOrValue<Gap | null> {
  const connection = context.connection();
  if (everybody.length === 0) return null;
  if (origin === 'CUSTOM_FIELD')
    return mapValue(connection.loaders.customFields.all(), (definitions) => {
      if (definitions.some(({ id }) => id === customFieldId)) return null;
      const isHidden = definitions.length === 0 && !isProven('PERSONNEL_FILES', connection);
      return isHidden ? lacking('PERSONNEL_FILES') : unknownCustomField(customFieldId);
    });
  const right = origin === 'QUALIFICATION' ? 'EMPLOYEE_QUALIFICATIONS' : 'EMPLOYEE_POSITIONS';
  const usual = emptiness(right, context);
  if (usual.reason === 'PERMISSION_MISSING') return usual;
  if (origin === 'QUALIFICATION' && !everybody.some(({ isQualificationReported }) => isQualificationReported))
    return notReturned;
  const isShown =
    origin === 'QUALIFICATION'
      ? everybody.some(({ jobQualification }) => jobQualification !== null)
      : everybody.some(({ jobTitle, csp }) => jobTitle !== null || csp !== null);
  return isShown || isProven(right, connection) ? null : lacking(right);
}

type People = {
  people: Rows<User>;
  /** The whole company. */
  everybody: Rows<User>;
};

/** A category of some people, in their order; null for those without. */
type Categories = (Category | null)[];

/** Loads a category of some people; or returns why Lucca returns it for nobody. */
export function loadCategories(
  name: CategoryName,
  { people, everybody }: People,
  context: GraphContext,
): PromiseOrValue<Categories | Gap> {
  const source = sourceOfCompany(name, everybody, context);
  if (source === null) return notSet(name);
  return mapValue(whyUnusable(source, everybody, context), (why) => {
    if (why) return why;
    const { work } = context;
    work.spend(people.length);
    return mapValue(
      prepare(name, source, people, context),
      (hidden) => hidden ?? mapInTurns(people, (user) => categoryOf(name, user, context), work),
    );
  });
}

/** Loads what a category of these people is read from besides themselves. Returns why Lucca returns it for none of them. */
function prepare(
  name: CategoryName,
  { origin }: CategorySource,
  people: Rows<User>,
  context: GraphContext,
): PromiseOrValue<Gap | null> {
  if (origin === 'QUALIFICATION') return prepareQualifications(name, people, context);
  return origin === 'CUSTOM_FIELD' ? prepareFiles(people, context) : null;
}

const prepareQualifications = (
  name: CategoryName,
  people: Rows<User>,
  { connection }: GraphContext,
): PromiseOrValue<Gap | null> =>
  mapValue(connection().loaders.qualifications.all(), (qualifications) => {
    if (mayBeIncomplete(qualifications) || people.every(({ jobQualification }) => jobQualification === null))
      return null;
    if (qualifications.length === 0) return lacking('EMPLOYEE_QUALIFICATIONS');
    return qualifications.some((each) => categoryIn(name, each) !== null) ? null : unnamed(name);
  });

function prepareFiles(people: Rows<User>, { connection }: GraphContext): PromiseOrValue<Gap | null> {
  const { personnelFiles } = connection().loaders;
  const ids = people.map(({ id }) => id);
  return mapValue(personnelFiles.prepare(ids), () =>
    mapValue(allValues(ids.map((id) => personnelFiles.one(id))), (files) =>
      files.length > 0 && files.every((file) => !file?.extendedData) ? lacking('PERSONNEL_FILES') : null,
    ),
  );
}

/** A person with a qualification, if there is one, represents the company. */
const sourceOfCompany = (name: CategoryName, everybody: Rows<User>, context: GraphContext) =>
  sourceOf(
    name,
    { isQualificationReported: everybody.some(({ isQualificationReported }) => isQualificationReported) },
    context,
  );

const columns = { QUALIFICATION: 'jobQualification', OCCUPATION_CATEGORY: 'csp', JOB_TITLE: 'jobTitle' } as const;

/** Whether it is not known what a person's category would be, because Lucca returns it in a form that cannot be read. */
export const isSourceUnread = ({ origin }: CategorySource, user: User): boolean =>
  origin !== 'CUSTOM_FIELD' && isUnread(user, columns[origin]);

/** Why nobody of the company has a category although the key may see it; null if somebody has one, or may have. */
function whyNobody(name: CategoryName, everybody: Rows<User>, context: GraphContext): Gap | null {
  const source = sourceOfCompany(name, everybody, context);
  if (source === null || source.origin === 'CUSTOM_FIELD' || everybody.length === 0) return null;
  const column = columns[source.origin];
  if (everybody.some((user) => user[column] !== null)) return null;
  if (context.connection().account.mapping[name] === null) return notSet(name);
  return gap(
    'NOT_SET_IN_LUCCA',
    `In Lucca, nobody has a value in the source that the account has set for the ${words[name]}.`,
  );
}

export const isGap = (loaded: Categories | Gap): loaded is Gap => 'reason' in loaded;

/**
 * Loads the category of some people for an argument. Throws `LuccaForbidden` if Lucca does not return it, and `BadUserInput`, which names
 * the argument, if nobody has one.
 */
export const requireCategories = (
  name: CategoryName,
  argument: string,
  of: People,
  context: GraphContext,
): PromiseOrValue<Categories> =>
  mapValue(loadCategories(name, of, context), (loaded) => {
    const why = isGap(loaded) ? loaded : whyNobody(name, of.everybody, context);
    if (why?.permission) throw new RightMissing(why.permission);
    if (why) throw new BadUserInput(`\`${argument}\` cannot be used: ${why.message}`);
    return isGap(loaded) ? [] : loaded;
  });
