import type { Branch, Plan, Site } from '../plan.ts';
import { frenchTerms } from './french.ts';

const cultures = [
  ['french', 80],
  ['maghrebi', 10],
  ['portuguese', 5],
  ['spanish', 3],
  ['indian', 2],
] as const;

const sites: Site[] = [
  {
    establishment: {
      id: 2,
      name: 'Acme Paris',
      code: 'PAR',
      legalUnitId: 1,
      city: 'Paris',
      street: '12 rue des Petites-Écuries',
      zipCode: '75010',
      timeZoneId: 'Europe/Paris',
      currencyCode: 'EUR',
      isArchived: false,
    },
    weight: 52,
    language: 'fr',
    cultures,
    yearlyPay: 42_000,
    hasThirteenthMonth: false,
  },
  {
    establishment: {
      id: 3,
      name: 'Acme Lyon',
      code: 'LYO',
      legalUnitId: 1,
      city: 'Lyon',
      street: '4 quai Rambaud',
      zipCode: '69002',
      timeZoneId: 'Europe/Paris',
      currencyCode: 'EUR',
      isArchived: false,
    },
    weight: 33,
    language: 'fr',
    cultures,
    yearlyPay: 38_500,
    hasThirteenthMonth: true,
  },
  {
    establishment: {
      id: 5,
      name: 'Acme Bruxelles',
      code: 'BRU',
      legalUnitId: 2,
      city: 'Bruxelles',
      street: 'Rue de la Loi 155',
      zipCode: '1040',
      timeZoneId: 'Europe/Brussels',
      currencyCode: 'EUR',
      isArchived: false,
    },
    weight: 15,
    language: 'fr',
    cultures: [
      ['flemish', 45],
      ['french', 45],
      ['maghrebi', 10],
    ],
    yearlyPay: 43_500,
    hasThirteenthMonth: true,
  },
  {
    establishment: {
      id: 4,
      name: 'Acme Lille (fermé)',
      code: 'LIL',
      legalUnitId: 1,
      city: 'Lille',
      street: '8 rue de Béthune',
      zipCode: '59000',
      timeZoneId: 'Europe/Paris',
      currencyCode: 'EUR',
      isArchived: true,
    },
    weight: 0,
    language: 'fr',
    cultures,
    yearlyPay: 36_500,
    hasThirteenthMonth: false,
  },
];

const french = [2, 3, 4];
const everywhere = [2, 3, 4, 5];

const root: Branch = {
  name: 'Acme',
  code: 'DG',
  job: 'Executive office',
  weight: 0.4,
  children: [
    {
      name: 'Produit et technologie',
      code: 'TECH',
      job: 'Software engineering',
      siteIds: [2, 3],
      children: [
        {
          name: 'Ingénierie',
          code: 'TECH-ING',
          job: 'Software engineering',
          children: [
            { name: 'Plateforme', code: 'TECH-PLT', job: 'Software engineering', weight: 1.4 },
            { name: 'Applications', code: 'TECH-APP', job: 'Software engineering', weight: 2.2 },
            { name: 'Données', code: 'TECH-DAT', job: 'Data science', weight: 0.9 },
          ],
        },
        { name: 'Produit', code: 'TECH-PRD', job: 'Product management', weight: 0.8 },
        { name: 'Design', code: 'TECH-DES', job: 'Design', weight: 0.6 },
      ],
    },
    {
      name: 'Commercial',
      code: 'COM',
      job: 'Sales',
      children: [
        { name: 'Grands comptes', code: 'COM-GC', job: 'Sales', weight: 1.2, siteIds: [2] },
        { name: 'PME et régions', code: 'COM-PME', job: 'Sales', weight: 1.4, siteIds: [2, 3] },
        { name: 'Belgique', code: 'COM-BE', job: 'Sales', siteIds: [5] },
      ],
    },
    { name: 'Marketing', code: 'MKT', job: 'Marketing', weight: 1.1, siteIds: [2] },
    {
      name: 'Opérations',
      code: 'OPS',
      job: 'Operations',
      children: [
        { name: 'Service client', code: 'OPS-SC', job: 'Customer support', weight: 2.6, siteIds: [3, 5] },
        { name: 'Logistique', code: 'OPS-LOG', job: 'Operations', weight: 2.2, siteIds: [3] },
      ],
    },
    { name: 'Finance', code: 'FIN', job: 'Finance', weight: 0.9, siteIds: [2] },
    { name: 'Ressources humaines', code: 'RH', job: 'Human resources', weight: 0.7, siteIds: [2, 5] },
    { name: 'Juridique', code: 'JUR', job: 'Legal', weight: 0.4, siteIds: [2] },
  ],
};

/** A French group of 250 people with an establishment in Belgium; everybody is paid in euros. */
export const acme: Plan = {
  host: 'acme.ilucca-demo.net',
  hasPagga: true,
  people: 250,
  salt: 1,
  mailDomain: 'acme.test',
  keyPrefix: 'aaaaaaaa',
  root,
  perimeterCode: 'TECH',
  legalUnits: [
    {
      id: 1,
      name: 'Acme SAS',
      code: 'ACME-FR',
      countryCode: 'FR',
      countryName: 'France',
      currencyCode: 'EUR',
      legalIdentificationNumber: '812345678',
      headquartersId: 2,
      isArchived: false,
    },
    {
      id: 2,
      name: 'Acme Belgium SRL',
      code: 'ACME-BE',
      countryCode: 'BE',
      countryName: 'Belgique',
      currencyCode: 'EUR',
      legalIdentificationNumber: '0712345678',
      headquartersId: 5,
      isArchived: false,
    },
  ],
  sites,
  fixedNatures: [
    { id: 1, name: 'Salaire de base', use: 'baseSalary', timesPerYear: 12, establishmentIds: everywhere },
    { id: 2, name: 'Treizième mois', use: 'thirteenthMonth', timesPerYear: 1, establishmentIds: [3, 5] },
    { id: 4, name: "Prime d'ancienneté", use: 'allowance', timesPerYear: 12, establishmentIds: french },
    { id: 5, name: 'Voiture de fonction', use: 'benefitInKind', timesPerYear: 12, establishmentIds: everywhere },
    { id: 6, name: 'Forfait télétravail', use: 'homeOffice', timesPerYear: 12, isFlat: true, establishmentIds: french },
    { id: 7, name: 'Prime de vacances', use: 'holidayPremium', timesPerYear: 1, establishmentIds: everywhere },
    { id: 8, name: 'Titres-restaurant', use: 'mealVouchers', timesPerYear: 0, establishmentIds: everywhere },
  ],
  variableNatures: [
    {
      nature: {
        id: 11,
        name: 'Prime annuelle sur objectifs',
        type: 'Amount',
        category: { id: 1, code: 'BONUS' },
        establishmentIds: everywhere,
      },
      use: 'yearlyBonus',
    },
    {
      nature: {
        id: 12,
        name: 'Commission trimestrielle',
        type: 'Amount',
        category: { id: 1, code: 'BONUS' },
        establishmentIds: everywhere,
      },
      use: 'quarterlyBonus',
    },
    {
      nature: {
        id: 14,
        name: 'Heures supplémentaires 25 %',
        type: 'Number',
        category: null,
        establishmentIds: everywhere,
      },
      use: 'overtimeHours',
    },
    {
      nature: { id: 15, name: 'Prime exceptionnelle', type: 'Amount', category: null, establishmentIds: everywhere },
      use: 'exceptionalBonus',
    },
  ],
  ...frenchTerms,
};
