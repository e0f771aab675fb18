import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { concludeRights } from '../../../src/accounts/rights/conclude.ts';
import type { PermissionCode } from '../../../src/accounts/rights/permissions.ts';
import { askProbes } from '../../../src/accounts/rights/probes.ts';
import { LuccaUnauthorized } from '../../../src/lucca/errors.ts';
import { assumptions } from '../../../src/sandbox/assumptions.ts';
import type { Behaviour } from '../../../src/sandbox/behaviour.ts';
import { type ApiKey, type Company, type Right, rights } from '../../../src/sandbox/model.ts';
import { createInProcessLucca, type World } from '../../support/inProcessLucca.ts';
import { callerAt } from '../../support/luccaClient.ts';
import { degree, isThorough } from '../../support/thoroughness.ts';
import { counterpart, payRights } from './counterpart.ts';
import { type Tried, tickOf, today, truthOf } from './worlds.ts';

const now = Date.parse(`${today}T12:00:00Z`);
/** Two clients, because one remembers the page sizes that Lucca refused. */
const clients = { clear: createInProcessLucca(), veiled: createInProcessLucca() };
const apiKey = '00000000-0000';
const caller = callerAt('any.ilucca.net', { apiKey, deadlineAt: Number.MAX_SAFE_INTEGER });

/** The two alternatives for every undocumented behaviour that could affect a check: the least and the most informative. */
const quiet = {
  hiddenFields: 'null',
  usersWithoutRight: 'empty',
  emptyPayFigures: 'null',
  contractsWithoutRight: 'empty',
  fixedPayWithoutRight: 'empty',
  variablePayWithoutRight: 'empty',
  qualificationsWithoutRight: 'empty',
  departmentsWithoutRight: 'empty',
  deletedWithoutRight: 'absent',
  absentModuleStatus: 403,
} as const satisfies Partial<Behaviour>;
const plain = {
  hiddenFields: 'omitted',
  usersWithoutRight: 'unauthorized',
  emptyPayFigures: 'omitted',
  contractsWithoutRight: 'forbidden',
  fixedPayWithoutRight: 'forbidden',
  variablePayWithoutRight: 'forbidden',
  qualificationsWithoutRight: 'forbidden',
  departmentsWithoutRight: 'forbidden',
  deletedWithoutRight: 'forbidden',
  absentModuleStatus: 404,
} as const satisfies Partial<Behaviour>;
const switches = Object.keys(quiet) as (keyof typeof quiet)[];
/** What hides rows, counts or days that a verdict is based on: it may become inconclusive, and never wrong. */
const isVeil = (name: string) => /Limit$|Paging$|Pages$|^countsRows$|^userContractDates$/.test(name);
const others = Object.entries(assumptions).filter(([name]) => !(name in quiet));
const positionsAt = (at: number, isWanted: (name: string) => boolean): Partial<Behaviour> =>
  Object.fromEntries(
    others.filter(([name]) => isWanted(name)).map(([name, { positions }]) => [name, positions[at % positions.length]]),
  );
/** Every other switch in each of its positions: none may change a verdict. */
const spellings = [0, 1, 2, 3].map((at) => positionsAt(at, (name) => !isVeil(name)));
const veils = [1, 2, 3].map((at) => positionsAt(at, isVeil));

type Situation = { behaviour: Partial<Behaviour>; isVeiled: boolean };

/**
 * A mixture of both, another for each key, and its opposite, so that every key meets every switch in either position. Every
 * eighth set of rights meets the mixture once more behind a veil.
 */
function situationsFor(number: number, position: number): Situation[] {
  const [mixture, opposite] = mixturesFor(number);
  const clear = [mixture, opposite].map((behaviour) => ({ behaviour, isVeiled: false }));
  if (position % 8 !== 0) return clear;
  return [...clear, { behaviour: { ...mixture, ...veils[(position / 8) % veils.length] }, isVeiled: true }];
}

function mixturesFor(number: number): [Partial<Behaviour>, Partial<Behaviour>] {
  const isPlain = (bit: number) => ((number * 37) >> bit) % 2 === 1;
  const mixed = (position: boolean): Partial<Behaviour> => {
    const mixture = {
      ...quiet,
      ...Object.fromEntries(switches.filter((_, bit) => isPlain(bit) === position).map((name) => [name, plain[name]])),
    };
    return { ...(number % 2 === 1 ? withoutForbidden(mixture) : mixture), ...spellings[number % spellings.length] };
  };
  return [mixed(true), mixed(false)];
}

/** The same, but what lacks a right to a list is answered with 401. */
const withoutForbidden = (behaviour: Partial<Behaviour>): Partial<Behaviour> =>
  Object.fromEntries(
    Object.entries(behaviour).map(([name, position]) => {
      if (name === 'absentModuleStatus') return [name, position === 403 ? 401 : position];
      return [name, position === 'forbidden' && name !== 'deletedWithoutRight' ? 'unauthorized' : position];
    }),
  );

/** A key that is answered with 401 everywhere counts as rejected: there is nothing to check. */
const isKnown = ({ rights: held }: ApiKey, { usersWithoutRight, departmentsWithoutRight }: Partial<Behaviour>) =>
  held.has('luccaData') ||
  held.has('directory') ||
  usersWithoutRight === 'empty' ||
  departmentsWithoutRight !== 'unauthorized';

const guideRights = rights.filter((right) => right !== 'futureEmployees' && right !== 'formerEmployees');

/** All 1,024 sets of the guide's rights, or every `step`th, some with the rights that the guide lacks. */
function* keys({ hasPagga }: Company, perimeter: ApiKey['perimeter'], step: number): Generator<ApiKey> {
  for (let number = 0; number < 2 ** guideRights.length; number += step) {
    const granted = new Set<Right>(guideRights.filter((_, bit) => (number >> bit) & 1));
    // A company without the module has none of its rights.
    if (!hasPagga) for (const right of payRights) granted.delete(right);
    if (number % 3 !== 0) granted.add('futureEmployees');
    if (number % 5 !== 0) granted.add('formerEmployees');
    yield { key: apiKey, name: String(number), rights: granted, perimeter };
  }
}

type Answers = Awaited<ReturnType<typeof askProbes>>;

async function answersIn(world: World, isVeiled = false): Promise<Answers> {
  const { lucca, enter } = isVeiled ? clients.veiled : clients.clear;
  enter(world);
  return askProbes(lucca, caller, now);
}

const checkOf = (permission: PermissionCode, answers: Answers) =>
  concludeRights(answers, now).find((check) => check.permission === permission);

/** Whether a company can lack the data that a right shows: all have people, departments and contracts, and large ones have some of the rest. */
function canBeEmpty(permission: PermissionCode, { people, departments }: Answers): boolean {
  if (permission === 'EMPLOYEE_LUCCA_DATA' || permission === 'EMPLOYEE_CONTRACTS') return false;
  if (permission === 'DIRECTORY_ALL_DEPARTMENTS') return departments !== undefined && departments.seen > 0;
  const isOfEverybody = ['EMPLOYEE_POSITIONS', 'EMPLOYEE_MANAGERS', 'PERSONNEL_FILES'].includes(permission);
  return !isOfEverybody || people === undefined || people.rows.length < 20;
}

/**
 * Whether a world cannot be distinguished from its counterpart. Lucca may hide one right in another way than the others, which the sandbox cannot simulate: for a granted right it is enough that its own check is the same.
 */
async function isIndistinguishable(permission: PermissionCode, world: World, answers: Answers) {
  const isGranted = world.key.rights.has(tickOf[permission]) && permission !== 'DIRECTORY_ALL_DEPARTMENTS';
  if (!isGranted && !canBeEmpty(permission, answers)) return false;
  const seenOf = (all: Answers) => (isGranted ? checkOf(permission, all) : all);
  const [truth, seen] = [truthOf(permission, world), seenOf(answers)];
  const name = createHash('sha256').update(JSON.stringify([permission, truth, isGranted, seen], withErrors));
  const digest = name.digest('base64');
  if (indistinguishable.has(digest)) return true;
  const other = counterpart(permission, world);
  if (other === null || !isDeepStrictEqual(seenOf(await answersIn(other)), seen)) return false;
  indistinguishable.add(digest);
  return true;
}

/** What has been seen in a world and its counterpart alike: wherever the same is seen and true, that counterpart is one, too. */
const indistinguishable = new Set<string>();

const withErrors = (_: string, value: unknown) =>
  value instanceof Error ? [value.name, value.message, { ...value }] : value;

/** Tries the checks on a company with every set of rights, or with every `step`th of them, and prints the result. */
export function tryAllRights(name: string, { company, narrow }: Tried, step = degree(1, 3, 61)) {
  it.each(['all', 'some'] as const)(
    `the checks of a company ${name} are never wrong for a key to %s departments, and inconclusive only when necessary`,
    async (extent) => {
      const inconclusive: Partial<Record<PermissionCode, number>> = {};
      const faults: unknown[] = [];
      let worlds = 0;
      for (const key of keys(company, extent === 'all' ? 'all' : narrow, step)) {
        for (const { behaviour, isVeiled } of situationsFor(Number(key.name), Number(key.name) / step)) {
          const world = { company, key, behaviour };
          worlds += 1;
          if (!isKnown(key, behaviour)) {
            await expect(answersIn(world, isVeiled)).rejects.toThrow(LuccaUnauthorized);
            continue;
          }
          const answers = await answersIn(world, isVeiled);
          for (const { permission, verdict } of concludeRights(answers, now)) {
            const truth = truthOf(permission, world);
            const isOpen = verdict === 'INCONCLUSIVE';
            if (isOpen) inconclusive[permission] = (inconclusive[permission] ?? 0) + 1;
            const isRight = isOpen
              ? isVeiled || (await isIndistinguishable(permission, world, answers))
              : verdict === truth;
            if (!isRight) faults.push({ permission, verdict, truth, rights: [...key.rights], behaviour });
          }
        }
      }
      const open = Object.entries(inconclusive).map(([permission, count]) => `${permission} ${count}`);
      process.stdout.write(
        `${company.people.length} people, ${name}, key of ${extent} departments: ${worlds} combinations, ` +
          `wrong: ${faults.length}, inconclusive: ${open.join(', ')}\n`,
      );
      expect(faults.slice(0, 3)).toEqual([]);
      const sets = Math.ceil(1_024 / step);
      expect(worlds).toBe(2 * sets + Math.ceil(sets / 8));
    },
    isThorough ? 600_000 : 120_000,
  );
}
