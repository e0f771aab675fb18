import { GraphQLID, GraphQLInt, type GraphQLLeafType, GraphQLString } from 'graphql';
import { asciiOf, type JsonWriter } from './jsonWriter.ts';

const [yes, no] = [asciiOf('true'), asciiOf('false')];

/** Returns the function that writes values of a leaf type. It throws the errors of the type's `serialize`. */
export function leafWriter(type: GraphQLLeafType): (writer: JsonWriter, value: unknown) => void {
  const isText = type === GraphQLString || type === GraphQLID;
  const isInteger = type === GraphQLInt;
  return (writer, value) => {
    const serialized = isText && typeof value === 'string' ? value : type.serialize(value);
    if (typeof serialized === 'string') writer.text(serialized);
    else if (typeof serialized === 'boolean') writer.ascii(serialized ? yes : no);
    else if (isInteger) writer.plain(String(serialized));
    else if (serialized === null || serialized === undefined)
      throw new Error(`A value of ${type.name} cannot be written.`);
    else writer.json(serialized);
  };
}
