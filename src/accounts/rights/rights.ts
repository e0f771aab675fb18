import type { Message } from '../message.ts';
import { directory } from './directory.ts';
import type { PermissionCode, Requirement } from './permissions.ts';
import {
  deletedPay,
  fieldOfPeople,
  individualSituations,
  list,
  ofPagga,
  people,
  peopleToCome,
  peopleWhoLeft,
  personnelFiles,
  type Rule,
} from './rules.ts';

/** A part of Lucca that a company buys or not. */
export type Module = 'CORE_HR' | 'PAGGA_REMUNERATION';

/** One right on Lucca's role screen: what it is called there, what it is for and how it is told. */
export type Right = {
  requirement: Requirement;
  module: Module;
  /** As the role screen has it. */
  label: Message;
  /** Where it is on the screen of the key's role, from left to right. */
  luccaPath: { en: string[]; fr: string[] };
  /** Why it is asked for. */
  reason: Message;
  /** Coordinates of the schema that stay null without it; a right that shows further people or items leaves no field null. */
  unlocks: string[];
  rule: Rule;
};

const collaborator = {
  en: ['Roles', 'Permissions', 'Talent', 'Collaborator'],
  fr: ['Rôles', 'Permissions', 'Talents', 'Collaborateurs'],
};

const pagga = {
  en: ['Roles', 'Permissions', 'Pay', 'Pagga Rémunération'],
  fr: ['Rôles', 'Permissions', 'Paie', 'Pagga Rémunération'],
};

/** Every right we ask for, in the order of the setup guide, and the two it forgets. A new right is one entry here. */
export const rights: Record<PermissionCode, Right> = {
  DIRECTORY_ALL_DEPARTMENTS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: {
      en: 'View the directory and organisational chart - All departments',
      fr: "Consulter l'annuaire et l'organigramme - Tous les départements",
    },
    luccaPath: collaborator,
    reason: {
      en: 'Shows the departments, and everybody in them rather than some.',
      fr: 'Montre les départements, et toutes leurs équipes plutôt que certaines.',
    },
    unlocks: ['Query.departments', 'Employee.department', 'Position.department', 'Department.head'],
    rule: directory,
  },
  PERSONNEL_FILES: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View personnel files', fr: 'Consulter le dossier du personnel' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows gender, birth date and nationality, which pay-equity reports need.',
      fr: "Montre le genre, la date de naissance et la nationalité, utiles aux rapports d'égalité salariale.",
    },
    unlocks: ['Employee.gender', 'Employee.birthDate', 'Employee.nationality', 'Employee.customFields'],
    rule: personnelFiles,
  },
  EMPLOYEE_LUCCA_DATA: {
    requirement: 'REQUIRED',
    module: 'CORE_HR',
    label: { en: 'View Lucca data for employees', fr: 'Consulter les données Lucca des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows the people themselves; without it nothing can be read.',
      fr: 'Montre les collaborateurs eux-mêmes ; sans ce droit, rien ne peut être lu.',
    },
    unlocks: ['Query.employees', 'Query.employee', 'Manager.employee', 'Contract.employee'],
    rule: people,
  },
  EMPLOYEE_POSITIONS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee positions', fr: 'Consulter les postes des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows job titles and occupation categories.',
      fr: 'Montre les intitulés de poste et les catégories socioprofessionnelles.',
    },
    unlocks: ['Position.jobTitle', 'Position.occupationCategory'],
    rule: fieldOfPeople('position'),
  },
  EMPLOYEE_MANAGERS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee managers', fr: 'Consulter les managers des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows who manages whom.',
      fr: 'Montre qui encadre qui.',
    },
    unlocks: ['Employee.manager', 'Employee.managementChain', 'Employee.directReports', 'Position.manager'],
    rule: fieldOfPeople('manager'),
  },
  EMPLOYEE_QUALIFICATIONS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee qualifications', fr: 'Consulter les qualifications des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows the professions and levels the company has defined.',
      fr: "Montre les métiers et les niveaux définis par l'entreprise.",
    },
    unlocks: ['Position.qualification'],
    rule: list('qualifications', 'silent'),
  },
  EMPLOYEE_CONTRACTS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: {
      en: 'View employee contract information',
      fr: 'Consulter les informations contractuelles des collaborateurs',
    },
    luccaPath: collaborator,
    reason: {
      en: 'Shows contracts, and through them the currency of pay.',
      fr: 'Montre les contrats et, à travers eux, la devise des rémunérations.',
    },
    unlocks: [
      'Employee.contract',
      'Employee.contracts',
      'Remuneration.contract',
      'Remuneration.currency',
      'Remuneration.hourlyGross',
    ],
    // Nobody is employed without a contract.
    rule: list('contracts', 'missing'),
  },
  PAGGA_INDIVIDUAL_SITUATIONS: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'View individual situations', fr: 'Consulter les situations individuelles' },
    luccaPath: pagga,
    reason: {
      en: 'Shows fixed pay.',
      fr: 'Montre la rémunération fixe.',
    },
    unlocks: [
      'Remuneration.baseSalary',
      'Remuneration.annualBaseFullTime',
      'Remuneration.annualFixedFullTime',
      'Remuneration.hourlyGross',
      'Remuneration.currency',
      'Remuneration.luccaTheoreticalAnnual',
    ],
    rule: ofPagga('fixedPay', individualSituations),
  },
  PAGGA_EVP_SCREEN: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'Access the EVP screen', fr: "Accéder à l'écran des EVP" },
    luccaPath: pagga,
    reason: {
      en: 'Shows variable pay.',
      fr: 'Montre la rémunération variable.',
    },
    unlocks: ['Remuneration.variableItems', 'Remuneration.variableLast12Months'],
    rule: ofPagga('variablePay', list('variablePay', 'silent')),
  },
  PAGGA_DELETED_REMUNERATION: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'View deleted remuneration', fr: 'Consulter les rémunérations supprimées' },
    luccaPath: pagga,
    reason: {
      en: 'Shows what was taken back, so that corrections can be told from pay.',
      fr: 'Montre ce qui a été retiré, pour distinguer les corrections des rémunérations.',
    },
    unlocks: [],
    rule: ofPagga('variablePayWithDeleted', deletedPay),
  },
  FUTURE_EMPLOYEES: {
    requirement: 'RECOMMENDED',
    module: 'CORE_HR',
    label: { en: 'View future employees', fr: 'Voir les futurs employés' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows who has signed and not started yet.',
      fr: "Montre qui a signé et n'a pas encore commencé.",
    },
    unlocks: [],
    rule: peopleToCome,
  },
  FORMER_EMPLOYEES: {
    requirement: 'RECOMMENDED',
    module: 'CORE_HR',
    label: { en: 'View employees who have left', fr: 'Voir les employés partis' },
    luccaPath: collaborator,
    reason: {
      en: 'Shows those who have left, whom last year’s pay is about too.',
      fr: "Montre les collaborateurs partis, que les rémunérations de l'an passé concernent aussi.",
    },
    unlocks: [],
    rule: peopleWhoLeft,
  },
};

/** The codes of all rights, in the order of the table. */
export const permissionCodes = Object.keys(rights) as PermissionCode[];
