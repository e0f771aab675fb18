import { mayBeIncomplete, type Rows } from '../../cache/rows.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { mapValue, type PromiseOrValue } from '../../loaders/promiseOrValue.ts';
import type { GraphContext } from '../context.ts';
import type { Resolvers, ResolversParentTypes } from '../generated.ts';
import { type EntityType, rowsOf } from '../server/entities.ts';
import { type Gap, outsidePerimeter, skippedRow } from './gap.ts';

/** The arguments of a field without a value, and the usual reason, which depends on the right that the field requires. */
export type NullField = { args: Record<string, unknown>; context: GraphContext; usual: () => Gap };

/** Returns why a field of one object is null; null if the null is a valid value and nothing is missing. */
export type Explain<Parent> = (parent: Parent, field: NullField) => PromiseOrValue<Gap | null>;

/** Special reasons for some fields. Every other field has the usual one. */
export type Explanations = {
  [Type in keyof Resolvers & keyof ResolversParentTypes]?: {
    [Field in keyof NonNullable<Resolvers[Type]>]?: Explain<ResolversParentTypes[Type]>;
  };
};

/** Null is a valid value if a condition is met. */
export const answerIf =
  <Parent>(isAnswer: (parent: Parent, field: NullField) => boolean): Explain<Parent> =>
  (parent, field) =>
    isAnswer(parent, field) ? null : field.usual();

/** Lucca returns the number of an object but not the object; `numberOf` returns null if there is no number. */
export const notShown =
  <Parent>(type: EntityType, numberOf: (parent: Parent) => number | null): Explain<Parent> =>
  (parent, { context, usual }) => {
    const number = numberOf(parent);
    const why = usual();
    if (number === null || why.reason === 'PERMISSION_MISSING') return why;
    return mapValue<Rows<object>, Gap>(rowsOf(type, number, context), (rows) =>
      mayBeIncomplete(rows) ? skippedRow : outsidePerimeter,
    );
  };

/** There are no rows to read the value from, or they were skipped. */
export const withoutRows =
  <Parent>(rowsFor: (parent: Parent, loaders: Loaders) => PromiseOrValue<Rows<object>>): Explain<Parent> =>
  (parent, { context, usual }) =>
    mapValue(rowsFor(parent, context.connection().loaders), (rows) =>
      rows.length === 0 && mayBeIncomplete(rows) ? skippedRow : usual(),
    );
