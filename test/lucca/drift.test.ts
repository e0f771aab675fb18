import { Dispatcher } from 'undici';
import { describe, expect, it } from 'vitest';
import { createLucca, type Lucca, type LuccaRow, type Resource } from '../../src/lucca/client.ts';
import { LuccaError } from '../../src/lucca/errors.ts';
import { departments } from '../../src/lucca/resources/departments.ts';
import { employeeAssignments } from '../../src/lucca/resources/employeeAssignments.ts';
import { establishments } from '../../src/lucca/resources/establishments.ts';
import { fixedItems } from '../../src/lucca/resources/fixedItems.ts';
import { legalUnits } from '../../src/lucca/resources/legalUnits.ts';
import { users } from '../../src/lucca/resources/users.ts';
import { variableItems } from '../../src/lucca/resources/variableItems.ts';
import { workContracts } from '../../src/lucca/resources/workContracts.ts';
import { workingTimeArrangements } from '../../src/lucca/resources/workingTimeArrangements.ts';
import { defaultBehaviour } from '../../src/sandbox/assumptions.ts';
import { createLookup } from '../../src/sandbox/lookup.ts';
import { createView } from '../../src/sandbox/rights.ts';
import { answerRequest } from '../../src/sandbox/routes.ts';
import { allRows, callerAt } from '../support/luccaClient.ts';
import { degree } from '../support/thoroughness.ts';
import { tinyCompany, tinyKeys } from '../support/tinyCompany.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = (string | number)[];

const secret = 'a-text-of-the-body';
const company = tinyCompany();
const key = company.keys.find((each) => each.key === tinyKeys.full);
// As numbers, so that every value can be found in the body as it is read.
const behaviour = { ...defaultBehaviour, payFigures: 'number' } as const;
const view = key && createView(company, createLookup(company), key, behaviour);

/** A client whose every request is answered with what the sandbox answers, spoilt on the way. */
function luccaThatSpoils(spoil: (body: Json) => Json) {
  class InProcess extends Dispatcher {
    override dispatch({ path: target }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      const [path = '/', query = ''] = target.split(/\?(.*)/s);
      const { status, body } = answerRequest(
        { method: 'GET', path, query },
        view,
        behaviour,
        `${company.today}T12:00:00`,
      );
      handler.onConnect?.(() => {});
      handler.onHeaders?.(status, [], () => {}, '');
      handler.onData?.(Buffer.from(JSON.stringify(spoil(JSON.parse(JSON.stringify(body))))));
      handler.onComplete?.([]);
      return true;
    }
  }
  return createLucca({ scheme: 'http', dispatcher: new InProcess(), policy: { requestsPerMinute: 10_000 } });
}

/** All paths into the first row and the envelope around the rows. */
function pathsOf(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.slice(0, 1).map((v, at) => [at, v])
    : Object.entries(value);
  return [...(path.length > 0 ? [path] : []), ...entries.flatMap(([name, inner]) => pathsOf(inner, [...path, name]))];
}

type Parent = Record<string | number, Json>;

const mutations: Record<string, (parent: Parent, name: string | number) => void> = {
  removed: (parent, name) => {
    if (Array.isArray(parent)) parent.splice(Number(name), 1);
    else delete parent[name];
  },
  renamed: (parent, name) => {
    parent[`${name}Renamed`] = parent[name] as Json;
    delete parent[name];
  },
};
const substitutes: Record<string, Json> = {
  null: null,
  true: true,
  zero: 0,
  negative: -1,
  fraction: 1.5,
  'beyond 2^53': 2 ** 60,
  'text of a number': '7',
  'empty text': '',
  text: secret,
  list: [],
  'list of text': [secret],
  object: {},
  'object in it': { id: secret, value: secret },
};
for (const [name, substitute] of Object.entries(substitutes))
  mutations[name] = (parent, at) => {
    parent[at] = substitute;
  };

function mutated(body: Json, path: Path, mutate: (parent: Parent, name: string | number) => void): Json {
  const parent = path
    .slice(0, -1)
    .reduce<Json | undefined>((value, name) => (value as Parent | undefined)?.[name], body);
  // A refusal, as of a field that is not known, has no such part.
  if (typeof parent === 'object' && parent !== null) mutate(parent as Parent, path.at(-1) ?? '');
  return body;
}

const leaves = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];

/** The rows without what we say ourselves about how they came. */
const toldByLucca = (rows: readonly object[]) =>
  rows.map((row) => ({ ...row, ...('isQualificationReported' in row && { isQualificationReported: null }) }));

/** A resource as something that reads all rows of the company, whatever they look like. */
const reads = <Row extends LuccaRow>(resource: Resource<Row>) => ({
  name: resource.name,
  read: (lucca: Lucca): Promise<LuccaRow[]> => allRows(lucca.pages(callerAt('tiny.ilucca-demo.net'), resource)),
});

const resources = [
  reads(users),
  reads(workContracts),
  reads(employeeAssignments),
  reads(workingTimeArrangements),
  reads(fixedItems),
  reads(variableItems),
  reads(departments),
  reads(establishments),
  reads(legalUnits),
];

describe.each(resources)(
  'the resource $name, with any part of a response removed, renamed or of another type,',
  ({ read }) => {
    it('is read without any value that Lucca did not send, or breaks the contract', async () => {
      let sent: Json = null;
      const honest = luccaThatSpoils((body) => {
        sent = body;
        return body;
      });
      const truth = await read(honest);
      const paths = pathsOf(sent);
      expect(paths.length).toBeGreaterThan(8);
      let number = 0;
      const outcomes = { same: 0, different: 0, broken: 0 };
      for (const path of paths)
        for (const [name, mutate] of Object.entries(mutations)) {
          number += 1;
          if (number % degree(1, 3, 11) !== 0) continue;
          // Without a count, more than one page is read.
          const spoilt: Json[] = [];
          const lucca = luccaThatSpoils((body) => {
            const page = mutated(body, path, mutate);
            spoilt.push(page);
            return page;
          });
          const returned = await read(lucca).catch((error: unknown) => error);
          if (returned instanceof Error) {
            outcomes.broken += 1;
            expect(returned, `${path.join('.')} ${name}`).toBeInstanceOf(LuccaError);
            expect(`${returned.message} ${JSON.stringify(returned)}`).not.toContain(secret);
            continue;
          }
          outcomes[JSON.stringify(returned) === JSON.stringify(truth) ? 'same' : 'different'] += 1;
          // A day loses its midnight, a figure becomes text, a percentage a share: nothing else is changed.
          const known = new Set(
            leaves(spoilt).flatMap((leaf) => [String(leaf), String(leaf).slice(0, 10), String(Number(leaf) / 100)]),
          );
          const invented = leaves(toldByLucca(returned as object[])).filter(
            (leaf) => leaf !== null && !known.has(String(leaf)) && String(leaf) !== String(2n ** 60n),
          );
          expect(invented, `${path.join('.')} ${name}`).toEqual([]);
        }
      expect(outcomes.same * outcomes.different * outcomes.broken).toBeGreaterThan(0);
    });
  },
);
