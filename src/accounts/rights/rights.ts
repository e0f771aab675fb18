import type { Message } from '../message.ts';
import { directory } from './directory.ts';
import {
  deletedPay,
  type EvidenceRule,
  fieldOfPeople,
  individualSituations,
  list,
  ofPagga,
  people,
  peopleToCome,
  peopleWhoLeft,
  personnelFiles,
} from './evidenceRules.ts';
import type { PermissionCode, Requirement } from './permissions.ts';

/** A part of Lucca that is sold separately. */
export type Module = 'CORE_HR' | 'PAGGA_REMUNERATION';

/** One right on Lucca's role screen: its label there, its purpose, and the rule that detects it. */
export type Right = {
  requirement: Requirement;
  module: Module;
  /** The label on the role screen. */
  label: Message;
  /** Where to click on the screen of the key's role, in order. */
  luccaPath: { en: string[]; fr: string[] };
  /** Why we ask for it. */
  reason: Message;
  rule: EvidenceRule;
};

const collaborator = {
  en: ['Roles', 'Permissions', 'Talent', 'Collaborator'],
  fr: ['Rôles', 'Permissions', 'Talents', 'Collaborateurs'],
};

const pagga = {
  en: ['Roles', 'Permissions', 'Pay', 'Pagga Rémunération'],
  fr: ['Rôles', 'Permissions', 'Paie', 'Pagga Rémunération'],
};

/** Every right we ask for, in the order of the setup guide, followed by the two recommended ones. To add a right, add an entry here. */
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
      en: 'Gives access to the departments and everybody in them.',
      fr: 'Donne accès aux départements et à toutes les personnes qui en font partie.',
    },
    rule: directory,
  },
  PERSONNEL_FILES: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View personnel files', fr: 'Consulter le dossier du personnel' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to gender, date of birth and nationality, which pay equity reports need.',
      fr: "Donne accès au genre, à la date de naissance et à la nationalité, nécessaires aux rapports d'égalité salariale.",
    },
    rule: personnelFiles,
  },
  EMPLOYEE_LUCCA_DATA: {
    requirement: 'REQUIRED',
    module: 'CORE_HR',
    label: { en: 'View Lucca data for employees', fr: 'Consulter les données Lucca des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to the employees themselves. Without it, nothing can be read.',
      fr: 'Donne accès aux collaborateurs eux-mêmes. Sans ce droit, rien ne peut être lu.',
    },
    rule: people,
  },
  EMPLOYEE_POSITIONS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee positions', fr: 'Consulter les postes des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to job titles and occupation categories.',
      fr: 'Donne accès aux intitulés de poste et aux catégories socioprofessionnelles.',
    },
    rule: fieldOfPeople('position'),
  },
  EMPLOYEE_MANAGERS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee managers', fr: 'Consulter les managers des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to the reporting lines.',
      fr: 'Donne accès aux liens hiérarchiques.',
    },
    rule: fieldOfPeople('manager'),
  },
  EMPLOYEE_QUALIFICATIONS: {
    requirement: 'EXPECTED',
    module: 'CORE_HR',
    label: { en: 'View employee qualifications', fr: 'Consulter les qualifications des collaborateurs' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to the professions and levels that the company has defined.',
      fr: "Donne accès aux métiers et aux niveaux définis par l'entreprise.",
    },
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
      en: 'Gives access to contracts, which determine the currency of pay.',
      fr: 'Donne accès aux contrats, qui déterminent la devise des rémunérations.',
    },
    // Nobody is employed without a contract.
    rule: list('contracts', 'missing'),
  },
  PAGGA_INDIVIDUAL_SITUATIONS: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'View individual situations', fr: 'Consulter les situations individuelles' },
    luccaPath: pagga,
    reason: {
      en: 'Gives access to fixed pay.',
      fr: 'Donne accès à la rémunération fixe.',
    },
    rule: ofPagga('fixedPay', individualSituations),
  },
  PAGGA_EVP_SCREEN: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'Access the EVP screen', fr: "Accéder à l'écran des EVP" },
    luccaPath: pagga,
    reason: {
      en: 'Gives access to variable pay.',
      fr: 'Donne accès à la rémunération variable.',
    },
    rule: ofPagga('variablePay', list('variablePay', 'silent')),
  },
  PAGGA_DELETED_REMUNERATION: {
    requirement: 'IF_MODULE',
    module: 'PAGGA_REMUNERATION',
    label: { en: 'View deleted remuneration', fr: 'Consulter les rémunérations supprimées' },
    luccaPath: pagga,
    reason: {
      en: 'Gives access to deleted items, so that corrections are not counted as pay.',
      fr: 'Donne accès aux éléments supprimés, pour que les corrections ne soient pas comptées comme des rémunérations.',
    },
    rule: ofPagga('variablePayWithDeleted', deletedPay),
  },
  FUTURE_EMPLOYEES: {
    requirement: 'RECOMMENDED',
    module: 'CORE_HR',
    label: { en: 'View future employees', fr: 'Voir les futurs employés' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to people who have signed a contract but not started yet.',
      fr: "Donne accès aux personnes qui ont signé un contrat mais n'ont pas encore commencé.",
    },
    rule: peopleToCome,
  },
  FORMER_EMPLOYEES: {
    requirement: 'RECOMMENDED',
    module: 'CORE_HR',
    label: { en: 'View employees who have left', fr: 'Voir les employés partis' },
    luccaPath: collaborator,
    reason: {
      en: 'Gives access to former employees, who count in last year’s pay.',
      fr: "Donne accès aux anciens collaborateurs, qui comptent dans les rémunérations de l'année passée.",
    },
    rule: peopleWhoLeft,
  },
};

/** The codes of all rights, in the order of `rights`. */
export const permissionCodes = Object.keys(rights) as PermissionCode[];
