import { GraphQLBoolean, GraphQLID, type GraphQLLeafType, GraphQLString } from 'graphql';

/** Characters that JSON contains as they are. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/** A text as JSON. */
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/** Returns what writes values of a leaf type as JSON. It throws what the type's `serialize` does. */
export function leafWriter(type: GraphQLLeafType): (value: unknown) => string {
  const isText = type === GraphQLString || type === GraphQLID;
  return (value) => {
    if (isText && typeof value === 'string') return quoted(value);
    if (type === GraphQLBoolean && typeof value === 'boolean') return value ? 'true' : 'false';
    const serialized = type.serialize(value);
    if (typeof serialized === 'string') return quoted(serialized);
    if (serialized === null || serialized === undefined) throw new Error(`A value of ${type.name} cannot be written.`);
    return JSON.stringify(serialized);
  };
}
