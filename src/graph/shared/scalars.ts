import { GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { z } from 'zod';
import { BadUserInput } from '../errors.ts';
import type { Resolvers } from '../generated.ts';

const day = z.iso.date();

/** A calendar day. Lucca's rows contain it as text already, so only input from callers is validated. */
const date = new GraphQLScalarType<string, string>({
  name: 'Date',
  parseValue(value) {
    const parsed = day.safeParse(value);
    if (!parsed.success) throw new BadUserInput('A date must be an existing day in the form YYYY-MM-DD.');
    return parsed.data;
  },
  serialize: String,
});

/** An instant, validated by a library, whose name and description would otherwise replace those of the schema. */
const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: GraphQLDateTimeISO.serialize,
  parseValue: GraphQLDateTimeISO.parseValue,
  parseLiteral: GraphQLDateTimeISO.parseLiteral,
});

/** Text that is only returned, never accepted as input. */
const outputText = (name: string) => new GraphQLScalarType<string, string>({ name, serialize: String });

/** A decimal number. Input is kept as text, so that no digit is lost, and its range is validated by the resolver. */
const decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  parseValue(value) {
    if (typeof value !== 'string' && typeof value !== 'number') throw new BadUserInput(notDecimal);
    return String(value);
  },
  parseLiteral(node) {
    if (node.kind !== Kind.STRING && node.kind !== Kind.INT && node.kind !== Kind.FLOAT)
      throw new BadUserInput(notDecimal);
    return node.value;
  },
  serialize: String,
});

const notDecimal = 'A decimal is a number, or text such as "12.5".';

/** An API key. It is accepted only in a variable, so that no log of a query can contain it, and is never returned. */
const luccaApiKey = new GraphQLScalarType<string, never>({
  name: 'LuccaApiKey',
  parseValue(value) {
    if (typeof value !== 'string') throw new BadUserInput('An API key must be a string.');
    return value;
  },
  parseLiteral() {
    throw new BadUserInput('Pass the API key in a variable, never in the query itself.');
  },
  serialize() {
    throw new Error('An API key is never sent back.');
  },
});

/** How the schema's scalars are parsed and serialised. */
export const scalars = {
  Date: date,
  DateTime: dateTime,
  Decimal: decimal,
  CurrencyCode: outputText('CurrencyCode'),
  CountryCode: outputText('CountryCode'),
  LuccaApiKey: luccaApiKey,
} satisfies Resolvers;
