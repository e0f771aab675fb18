import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { z } from 'zod';
import { BadUserInput } from './errors.ts';
import type { Resolvers } from './generated.ts';

const day = z.iso.date();

/** A calendar day; Lucca's rows carry it as text already, so only what callers send needs a look. */
const date = new GraphQLScalarType<string, string>({
  name: 'Date',
  parseValue(value) {
    const parsed = day.safeParse(value);
    if (!parsed.success) throw new BadUserInput('A date is a day that exists, written YYYY-MM-DD.');
    return parsed.data;
  },
  serialize: String,
});

/** Text that callers only ever receive. */
const outputText = (name: string) => new GraphQLScalarType<string, string>({ name, serialize: String });

/** An API key: it comes in through a variable only, so that no log of a query can hold one, and never goes out. */
const luccaApiKey = new GraphQLScalarType<string, never>({
  name: 'LuccaApiKey',
  parseValue(value) {
    if (typeof value !== 'string') throw new BadUserInput('An API key is text.');
    return value;
  },
  parseLiteral() {
    throw new BadUserInput('Pass the API key in a variable, never in the query itself.');
  },
  serialize() {
    throw new Error('An API key is never sent back.');
  },
});

/** How the scalars of the schema are read and written. */
export const scalars = {
  Date: date,
  DateTime: GraphQLDateTimeISO,
  Decimal: outputText('Decimal'),
  CurrencyCode: outputText('CurrencyCode'),
  CountryCode: outputText('CountryCode'),
  LuccaApiKey: luccaApiKey,
} satisfies Resolvers;
