import type { Department, JobQualification } from '../model.ts';
import { createSequence } from './ids.ts';
import { type JobName, jobs, levelNames } from './jobs.ts';
import type { Branch, Plan, Site } from './plan.ts';
import { at } from './random.ts';

/** A department of the plan, with its share of the people. */
export type Unit = {
  department: Department;
  job: JobName;
  weight: number;
  /** 0 for the whole company. */
  depth: number;
  parent: Unit | null;
  /** The establishments where its people work, with their weights. */
  sites: readonly (readonly [Site, number])[];
};

/** Creates the units of the plan's departments, each after its parent. */
export function createUnits(plan: Plan): Unit[] {
  const nextId = createSequence(3);
  const units: Unit[] = [];

  function add(branch: Branch, parent: Unit | null, siteIds: readonly number[] | undefined, sortOrder: number): void {
    const children = branch.children ?? [];
    const unit: Unit = {
      department: {
        id: nextId(),
        name: branch.name,
        code: branch.code,
        description: null,
        parentId: parent?.department.id ?? null,
        headId: null,
        sortOrder,
        isActive: true,
      },
      job: branch.job,
      weight: branch.weight ?? (children.length > 0 ? 0.1 : 1),
      depth: parent === null ? 0 : parent.depth + 1,
      parent,
      sites: plan.sites
        .filter(({ establishment }) => siteIds?.includes(establishment.id) ?? true)
        .map((site) => [site, site.weight]),
    };
    units.push(unit);
    for (const [index, child] of children.entries()) add(child, unit, child.siteIds ?? siteIds, index + 1);
  }

  add(plan.root, null, plan.root.siteIds, 1);
  return units;
}

/** The number of people in each unit: at least one each, the rest by weight, and exactly `people` in total. */
export function headcounts(units: readonly Unit[], people: number): number[] {
  const spare = people - units.length;
  const total = units.reduce((sum, { weight }) => sum + weight, 0);
  const upTo = units.map((_, index) => {
    const weight = units.slice(0, index + 1).reduce((sum, unit) => sum + unit.weight, 0);
    return Math.round((spare * weight) / total);
  });
  return upTo.map((count, index) => 1 + count - (index === 0 ? 0 : at(upTo, index - 1)));
}

/** Every profession of the units at every level, with a function that returns the id of a qualification. */
export function createQualifications(units: readonly Unit[]): {
  jobQualifications: JobQualification[];
  qualificationId(job: JobName, level: number): number;
} {
  const used = (Object.keys(jobs) as JobName[]).filter((job) => units.some((unit) => unit.job === job));
  const jobQualifications = used.flatMap((name, jobIndex) =>
    levelNames.map((levelName, index) => ({
      id: (jobIndex + 1) * 10 + index + 1,
      name: `${name} ${levelName}`,
      job: { id: jobIndex + 1, name },
      level: { id: index + 1, position: index + 1, name: levelName },
    })),
  );
  return {
    jobQualifications,
    qualificationId: (job, level) => (used.indexOf(job) + 1) * 10 + level,
  };
}
