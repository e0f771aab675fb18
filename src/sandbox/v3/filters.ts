import type { Query } from '../query.ts';
import { Refused, type Unknown } from '../response.ts';
import { type Kind, type Reader, readerAt, type Shape } from './shape.ts';

type Test = (value: unknown) => boolean;

const reservedNames = new Set(
  '_ randomnumber authtoken callback fields groupby httpmethod longtoken metadata notify accept orderby paging template'.split(
    ' ',
  ),
);

/**
 * Creates a filter from the parameters that are not reserved: each is a condition on the property of its name, and rows must meet all
 * conditions. A parameter that is not a property is reported; it is ignored if `isLenient`, and refused otherwise.
 */
export function createFilter<Subject>(
  shape: Shape<Subject>,
  query: Query,
  options: { now: string; parameters: readonly string[]; isLenient: boolean },
): { isMatch: (subject: Subject) => boolean; unknown: Unknown | undefined } {
  let unknown: Unknown | undefined;
  const conditions: { read: Reader<Subject>['read']; test: Test }[] = [];
  for (const [name, text] of query) {
    if (reservedNames.has(name) || options.parameters.includes(name)) continue;
    const path = name.split('.');
    const [head = ''] = path;
    if (options.isLenient && !shape.properties.has(head)) {
      if (!shape.absent.has(head)) unknown ??= { kind: 'field', name: head, typeName: shape.typeName };
      continue;
    }
    const reader = readerAt(shape, path);
    if (reader) conditions.push({ read: reader.read, test: createTest(reader.kind, text, options.now) });
  }
  const isMatch = (subject: Subject) =>
    conditions.every(({ read, test }) => {
      const value = read(subject);
      return Array.isArray(value) ? value.some(test) : test(value);
    });
  return { isMatch, unknown };
}

/** Creates a test from `op,value[,value…]`. Without an operator, a value must equal one of those given. */
export function createTest(kind: Kind, text: string, now: string): Test {
  const [first = '', ...rest] = text.split(',');
  const operator = first.toLowerCase();
  const parse = (value: string) => parseValue(kind, value, now);
  switch (operator) {
    case 'equals':
      return equalsAny(kind, rest.map(parse));
    case 'notequal': {
      const isAny = equalsAny(kind, needSome(rest).map(parse));
      return (value) => !isAny(value);
    }
    case 'like':
      return matchesAny(needSome(rest), (value, part) => value.includes(part));
    case 'starts':
      return matchesAny(needSome(rest), (value, part) => value.startsWith(part));
    case 'since':
    case 'until': {
      needKind(kind, 'date');
      const compare = operator === 'since' ? atLeast : atMost;
      const bounds = needSome(rest).map(parse);
      return (value) => bounds.some((bound) => (bound === null ? value === null : compare(value, bound)));
    }
    case 'between': {
      needKind(kind, 'date');
      const [from, to, ...more] = rest;
      if (from === undefined || to === undefined || more.length > 0) throw invalid();
      const [start, end] = [parse(from), parse(isDayOnly(to) ? `${to}T23:59:59.999` : to)];
      return (value) => start !== null && end !== null && atLeast(value, start) && atMost(value, end);
    }
    case 'greaterthan':
    case 'greaterthanorequal':
    case 'lessthan':
    case 'lessthanorequal':
      return compareNumber(kind, operator, rest);
    default:
      return equalsAny(kind, [first, ...rest].map(parse));
  }
}

type Value = string | number | boolean | null;

function parseValue(kind: Kind, text: string, now: string): Value {
  if (text.toLowerCase() === 'null') return null;
  if (kind === 'text') return text.toLowerCase();
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (kind === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (kind === 'date') return parseDate(text, now);
  throw invalid();
}

/** Brings a date into a form of local time in which dates compare as text. */
function parseDate(text: string, now: string): string {
  const today = now.slice(0, 10);
  const word = text.toLowerCase();
  if (word === 'now') return now;
  if (word === 'today') return `${today}T00:00:00`;
  if (word === 'tomorrow') return `${shiftDays(today, 1)}T00:00:00`;
  if (word === 'yesterday') return `${shiftDays(today, -1)}T00:00:00`;
  const [, local, zone] = /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,7})?)?)(z|[+-]\d\d:\d\d)?$/i.exec(text) ?? [];
  if (local === undefined || Number.isNaN(Date.parse(text))) throw invalid();
  if (isDayOnly(text)) return `${text}T00:00:00`;
  // The sandbox's local time is UTC.
  return zone === undefined ? local.toUpperCase() : new Date(text).toISOString().replace(/(\.000)?Z$/, '');
}

function shiftDays(day: string, by: number): string {
  return new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
}

function isDayOnly(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text);
}

function equalsAny(kind: Kind, values: readonly Value[]): Test {
  if (values.length === 0) throw invalid();
  const wanted = new Set<unknown>(values);
  return (value) => wanted.has(kind === 'text' && typeof value === 'string' ? value.toLowerCase() : value);
}

function matchesAny(parts: readonly string[], matches: (value: string, part: string) => boolean): Test {
  const wanted = parts.map((part) => part.toLowerCase());
  return (value) => {
    if (value === null || value === undefined) return false;
    const text = String(value).toLowerCase();
    return wanted.some((part) => matches(text, part));
  };
}

function compareNumber(kind: Kind, operator: string, values: readonly string[]): Test {
  needKind(kind, 'number');
  const [text, ...more] = values;
  if (text === undefined || more.length > 0 || !/^-?\d+(\.\d+)?$/.test(text)) throw invalid();
  const bound = Number(text);
  const isEqualEnough = operator.endsWith('orequal');
  const isGreater = operator.startsWith('greater');
  return (value) =>
    typeof value === 'number' && ((isEqualEnough && value === bound) || (isGreater ? value > bound : value < bound));
}

function atLeast(value: unknown, bound: Value): boolean {
  return typeof value === 'string' && typeof bound === 'string' && value >= bound;
}

function atMost(value: unknown, bound: Value): boolean {
  return typeof value === 'string' && typeof bound === 'string' && value <= bound;
}

function needKind(kind: Kind, needed: Kind): void {
  if (kind !== needed) throw invalid();
}

function needSome(values: readonly string[]): readonly string[] {
  if (values.length === 0) throw invalid();
  return values;
}

function invalid(): Refused {
  return new Refused(400, 'Query parameter is invalid');
}
