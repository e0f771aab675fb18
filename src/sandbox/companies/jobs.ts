import { at } from './random.ts';

/** The language of an establishment's job titles. */
export type Language = 'fr' | 'en';

/** A profession: its titles from the first level to the sixth, and what affects its pay. */
export type Job = {
  /** Pay relative to the company's average profession. */
  payFactor: number;
  /** Share of women, 0–1. */
  womenShare: number;
  bonus: 'quarterly' | 'yearly';
  /** Whether the first two levels are paid overtime by the hour. */
  hasOvertime: boolean;
  titles: Record<Language, readonly string[]>;
};

/** Names of the levels 1 to 7, lowest first. */
export const levelNames = ['Junior', 'Confirmed', 'Senior', 'Lead', 'Head', 'Director', 'Chief executive'] as const;

const levels = (titles: string) => titles.split(' | ');

/** Every profession of the sandbox, by name. */
export const jobs = {
  'Executive office': {
    payFactor: 1.1,
    womenShare: 0.5,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Assistant de direction junior | Assistant de direction | Chargé de mission | Responsable des affaires générales | Directeur de cabinet | Secrétaire général',
      ),
      en: levels(
        'Office Assistant | Executive Assistant | Chief of Staff Associate | Programme Lead | Chief of Staff | Company Secretary',
      ),
    },
  },
  'Software engineering': {
    payFactor: 1.18,
    womenShare: 0.28,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Développeur junior | Ingénieur logiciel | Ingénieur logiciel senior | Responsable technique | Responsable de l’ingénierie | Directeur technique',
      ),
      en: levels(
        'Junior Software Engineer | Software Engineer | Senior Software Engineer | Engineering Manager | Head of Engineering | VP Engineering',
      ),
    },
  },
  'Data science': {
    payFactor: 1.16,
    womenShare: 0.38,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Analyste de données junior | Analyste de données | Data scientist senior | Responsable données | Responsable du pôle données | Directeur des données',
      ),
      en: levels('Junior Data Analyst | Data Analyst | Senior Data Scientist | Data Lead | Head of Data | VP Data'),
    },
  },
  'Product management': {
    payFactor: 1.15,
    womenShare: 0.5,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Chef de produit junior | Chef de produit | Chef de produit senior | Responsable produit | Responsable du pôle produit | Directeur produit',
      ),
      en: levels(
        'Associate Product Manager | Product Manager | Senior Product Manager | Group Product Manager | Head of Product | VP Product',
      ),
    },
  },
  Design: {
    payFactor: 1.02,
    womenShare: 0.56,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Designer junior | Designer produit | Designer produit senior | Responsable design | Responsable du pôle design | Directeur du design',
      ),
      en: levels(
        'Junior Designer | Product Designer | Senior Product Designer | Design Lead | Head of Design | VP Design',
      ),
    },
  },
  Sales: {
    payFactor: 1.0,
    womenShare: 0.42,
    bonus: 'quarterly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Commercial sédentaire | Ingénieur commercial | Responsable grands comptes | Responsable des ventes | Directeur régional des ventes | Directeur commercial',
      ),
      en: levels(
        'Sales Development Representative | Account Executive | Senior Account Executive | Sales Manager | Regional Sales Director | VP Sales',
      ),
    },
  },
  Marketing: {
    payFactor: 0.95,
    womenShare: 0.62,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Assistant marketing | Chargé de marketing | Chargé de marketing senior | Responsable marketing | Responsable du pôle marketing | Directeur marketing',
      ),
      en: levels(
        'Marketing Assistant | Marketing Specialist | Senior Marketing Specialist | Marketing Manager | Head of Marketing | VP Marketing',
      ),
    },
  },
  'Customer support': {
    payFactor: 0.82,
    womenShare: 0.58,
    bonus: 'yearly',
    hasOvertime: true,
    titles: {
      fr: levels(
        'Conseiller clientèle junior | Conseiller clientèle | Conseiller clientèle senior | Superviseur clientèle | Responsable du service client | Directeur de la relation client',
      ),
      en: levels(
        'Junior Support Agent | Support Agent | Senior Support Agent | Support Team Lead | Head of Support | VP Customer Care',
      ),
    },
  },
  Operations: {
    payFactor: 0.78,
    womenShare: 0.36,
    bonus: 'yearly',
    hasOvertime: true,
    titles: {
      fr: levels(
        'Agent logistique | Technicien logistique | Coordinateur logistique | Chef d’équipe | Responsable de site | Directeur des opérations',
      ),
      en: levels(
        'Warehouse Operative | Logistics Technician | Logistics Coordinator | Shift Manager | Site Manager | VP Operations',
      ),
    },
  },
  Finance: {
    payFactor: 1.04,
    womenShare: 0.55,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Assistant comptable | Comptable | Contrôleur de gestion | Responsable comptable | Responsable financier | Directeur financier',
      ),
      en: levels(
        'Accounts Assistant | Accountant | Financial Controller | Finance Manager | Head of Finance | Chief Financial Officer',
      ),
    },
  },
  'Human resources': {
    payFactor: 0.96,
    womenShare: 0.72,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Assistant RH | Chargé de ressources humaines | Partenaire RH | Responsable RH | Responsable du développement RH | Directeur des ressources humaines',
      ),
      en: levels(
        'HR Assistant | HR Officer | HR Business Partner | HR Manager | Head of People | Chief People Officer',
      ),
    },
  },
  Legal: {
    payFactor: 1.1,
    womenShare: 0.6,
    bonus: 'yearly',
    hasOvertime: false,
    titles: {
      fr: levels(
        'Assistant juridique | Juriste | Juriste senior | Responsable juridique | Responsable conformité | Directeur juridique',
      ),
      en: levels(
        'Legal Assistant | Legal Counsel | Senior Legal Counsel | Legal Manager | Head of Compliance | General Counsel',
      ),
    },
  },
} as const satisfies Record<string, Job>;

/** Name of a profession. */
export type JobName = keyof typeof jobs;

/** The title of a level (1–7) in the establishment's language. */
export function jobTitle(job: JobName, level: number, language: Language): string {
  if (level === 7) return language === 'fr' ? 'Directeur général' : 'Chief Executive Officer';
  return at<string>(jobs[job].titles[language], level - 1);
}
