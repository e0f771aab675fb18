import type { JobName } from '../jobs.ts';
import type { Culture } from '../names.ts';
import type { Branch, Plan, Site } from '../plan.ts';
import type { Weighted } from '../random.ts';

/** An establishment with English job titles and without a thirteenth month by default. */
function site(
  [id, legalUnitId]: [id: number, legalUnitId: number],
  [name, code]: [name: string, code: string],
  [street, zipCode, city]: [street: string, zipCode: string, city: string],
  timeZoneId: string,
  [weight, yearlyPay, currencyCode]: [weight: number, yearlyPay: number, currencyCode: string],
  cultures: Weighted<Culture>,
  particulars: Partial<Pick<Site, 'language' | 'hasThirteenthMonth'>> = {},
): Site {
  return {
    establishment: {
      id,
      name,
      code,
      legalUnitId,
      city,
      street,
      zipCode,
      timeZoneId,
      currencyCode,
      isArchived: weight === 0,
    },
    weight,
    language: 'en',
    cultures,
    yearlyPay,
    hasThirteenthMonth: false,
    ...particulars,
  };
}

const french: Weighted<Culture> = [
  ['french', 84],
  ['maghrebi', 10],
  ['portuguese', 6],
];
const british: Weighted<Culture> = [
  ['british', 84],
  ['indian', 12],
  ['polish', 4],
];
const swiss: Weighted<Culture> = [
  ['german', 65],
  ['french', 25],
  ['portuguese', 10],
];
const swedish: Weighted<Culture> = [
  ['swedish', 94],
  ['polish', 6],
];

const sites: Site[] = [
  site(
    [1, 1],
    ['Globex Paris', 'PAR'],
    ['90 boulevard Pasteur', '75015', 'Paris'],
    'Europe/Paris',
    [18, 43_000, 'EUR'],
    french,
    {
      language: 'fr',
    },
  ),
  site(
    [2, 1],
    ['Globex Nantes', 'NTE'],
    ['3 quai de Versailles', '44000', 'Nantes'],
    'Europe/Paris',
    [12, 37_500, 'EUR'],
    french,
    {
      language: 'fr',
      hasThirteenthMonth: true,
    },
  ),
  site(
    [4, 2],
    ['Globex London', 'LON'],
    ['20 Finsbury Circus', 'EC2M 7EA', 'London'],
    'Europe/London',
    [14, 41_000, 'GBP'],
    british,
  ),
  site(
    [5, 2],
    ['Globex Leeds', 'LEE'],
    ['7 Wellington Place', 'LS1 4AP', 'Leeds'],
    'Europe/London',
    [8, 34_500, 'GBP'],
    british,
  ),
  site(
    [6, 3],
    ['Globex Zürich', 'ZRH'],
    ['Hardstrasse 201', '8005', 'Zürich'],
    'Europe/Zurich',
    [8, 98_000, 'CHF'],
    swiss,
    {
      hasThirteenthMonth: true,
    },
  ),
  // An office of the Swiss company near the border. Its people live in France and are paid in euros.
  site(
    [7, 3],
    ['Globex Saint-Louis', 'STL'],
    ['14 rue de Mulhouse', '68300', 'Saint-Louis'],
    'Europe/Paris',
    [2, 52_000, 'EUR'],
    french,
    {
      language: 'fr',
    },
  ),
  site(
    [9, 4],
    ['Globex Stockholm', 'STO'],
    ['Vasagatan 36', '111 20', 'Stockholm'],
    'Europe/Stockholm',
    [9, 480_000, 'SEK'],
    swedish,
  ),
  site(
    [10, 5],
    ['Globex Berlin', 'BER'],
    ['Torstraße 140', '10119', 'Berlin'],
    'Europe/Berlin',
    [12, 50_000, 'EUR'],
    [
      ['german', 92],
      ['polish', 8],
    ],
  ),
  site(
    [11, 6],
    ['Globex Madrid', 'MAD'],
    ['Calle de Alcalá 45', '28014', 'Madrid'],
    'Europe/Madrid',
    [9, 31_000, 'EUR'],
    [
      ['spanish', 96],
      ['portuguese', 4],
    ],
  ),
  site(
    [13, 7],
    ['Globex Kraków', 'KRK'],
    ['ul. Pawia 9', '31-154', 'Kraków'],
    'Europe/Warsaw',
    [8, 118_000, 'PLN'],
    [['polish', 100]],
  ),
  site(
    [3, 1],
    ['Globex Lille (closed)', 'LIL'],
    ['2 place de la Gare', '59000', 'Lille'],
    'Europe/Paris',
    [0, 36_000, 'EUR'],
    french,
    {
      language: 'fr',
    },
  ),
];

const france = [1, 2];
const unitedKingdom = [4, 5];
const switzerland = [6, 7];
const spain = [11];
const monthly = [1, 2, 3, 6, 7, 9, 10, 13];
const everywhere = [...monthly, ...unitedKingdom, ...spain];

const regions: { name: string; code: string; siteIds: readonly number[]; weight: number }[] = [
  { name: 'France', code: 'FR', siteIds: france, weight: 1.5 },
  { name: 'United Kingdom', code: 'UK', siteIds: unitedKingdom, weight: 1.2 },
  { name: 'Switzerland', code: 'CH', siteIds: switzerland, weight: 0.6 },
  { name: 'Nordics', code: 'ND', siteIds: [9], weight: 0.6 },
  { name: 'Germany', code: 'DE', siteIds: [10], weight: 0.9 },
  { name: 'Iberia', code: 'IB', siteIds: [11], weight: 0.7 },
  { name: 'Poland', code: 'PL', siteIds: [13], weight: 0.6 },
];

/** A function with one department per region, each with the given teams. */
function regional(name: string, code: string, job: JobName, weight: number, teams: readonly string[] = []): Branch {
  return {
    name,
    code,
    job,
    children: regions.map((region) => {
      const branch: Branch = {
        name: `${name} ${region.name}`,
        code: `${code}-${region.code}`,
        job,
        siteIds: region.siteIds,
      };
      if (teams.length === 0) return { ...branch, weight: weight * region.weight };
      const children = teams.map((team, index) => ({
        name: `${team} ${region.name}`,
        code: `${code}-${region.code}-${index + 1}`,
        job,
        weight: (weight * region.weight) / teams.length,
      }));
      return { ...branch, children };
    }),
  };
}

/** A function with the same teams in every region. */
function central(name: string, code: string, job: JobName, weight: number, teams: readonly string[]): Branch {
  const children = teams.map((team, index) => ({ name: team, code: `${code}-${index + 1}`, job, weight }));
  return { name, code, job, children };
}

const root: Branch = {
  name: 'Globex',
  code: 'GLX',
  job: 'Executive office',
  weight: 0.2,
  children: [
    {
      name: 'Technology',
      code: 'TEC',
      job: 'Software engineering',
      siteIds: [1, 4, 9, 10, 13],
      children: [
        central('Platform', 'TEC-PLT', 'Software engineering', 0.8, [
          'Infrastructure',
          'Security',
          'Developer Experience',
        ]),
        central('Applications', 'TEC-APP', 'Software engineering', 0.9, [
          'Web',
          'Mobile',
          'Payments',
          'Search',
          'Catalogue',
        ]),
        central('Data', 'TEC-DAT', 'Data science', 0.5, ['Analytics', 'Machine Learning']),
        central('Product', 'TEC-PRD', 'Product management', 0.4, ['Consumer Product', 'Business Product']),
        { name: 'Design', code: 'TEC-DES', job: 'Design', weight: 0.5 },
      ],
    },
    regional('Sales', 'SAL', 'Sales', 1.6, ['Enterprise Sales', 'Mid-market Sales']),
    regional('Customer Care', 'CAR', 'Customer support', 1.6),
    regional('Logistics', 'LOG', 'Operations', 2, ['Warehouse', 'Transport']),
    regional('Marketing', 'MKT', 'Marketing', 0.4),
    regional('Finance', 'FIN', 'Finance', 0.4),
    regional('People', 'PEO', 'Human resources', 0.25),
    { name: 'Legal', code: 'LEG', job: 'Legal', weight: 0.5, siteIds: [1, 4] },
  ],
};

/** The legal units: id, name, code, country, currency, registration number, headquarters. */
const legalUnits = (
  [
    [1, 'Globex France SAS', 'GLX-FR', 'FR', 'France', 'EUR', '532198765', 1],
    [2, 'Globex UK Ltd', 'GLX-UK', 'GB', 'United Kingdom', 'GBP', '08123456', 4],
    [3, 'Globex Schweiz AG', 'GLX-CH', 'CH', 'Switzerland', 'CHF', 'CHE-109.876.543', 6],
    [4, 'Globex Sverige AB', 'GLX-SE', 'SE', 'Sweden', 'SEK', '556123-4567', 9],
    [5, 'Globex Deutschland GmbH', 'GLX-DE', 'DE', 'Germany', 'EUR', 'HRB 187654', 10],
    [6, 'Globex Iberia SL', 'GLX-ES', 'ES', 'Spain', 'EUR', 'B87654321', 11],
    [7, 'Globex Polska Sp. z o.o.', 'GLX-PL', 'PL', 'Poland', 'PLN', null, 13],
  ] as const
).map(([id, name, code, countryCode, countryName, currencyCode, legalIdentificationNumber, headquartersId]) => ({
  id,
  name,
  code,
  countryCode,
  countryName,
  currencyCode,
  legalIdentificationNumber,
  headquartersId,
  isArchived: false,
}));

const bonus = { id: 1, code: 'BONUS' };

/** An international group of 10,000 people in seven countries and five currencies. */
export const globex: Plan = {
  host: 'globex.ilucca-demo.net',
  hasPagga: true,
  people: 10_000,
  salt: 2,
  mailDomain: 'globex.test',
  keyPrefix: 'bbbbbbbb',
  root,
  perimeterCode: 'SAL-FR',
  legalUnits,
  sites,
  fixedNatures: [
    { id: 1, name: 'Base salary', use: 'baseSalary', timesPerYear: 12, establishmentIds: monthly },
    // Yearly, unlike the others, although nothing in the API says so.
    { id: 3, name: 'Basic pay', use: 'baseSalary', timesPerYear: 1, establishmentIds: unitedKingdom },
    // 14 payments a year are usual in Spain.
    { id: 9, name: 'Salario base', use: 'baseSalary', timesPerYear: 14, establishmentIds: spain },
    { id: 6, name: 'Thirteenth month', use: 'thirteenthMonth', timesPerYear: 1, establishmentIds: [2, 6] },
    {
      id: 7,
      name: 'Seniority allowance',
      use: 'allowance',
      timesPerYear: 12,
      establishmentIds: [...france, 7, 10, ...spain],
    },
    { id: 8, name: 'Company car', use: 'benefitInKind', timesPerYear: 12, establishmentIds: everywhere },
    {
      id: 10,
      name: 'Remote work allowance',
      use: 'homeOffice',
      timesPerYear: 12,
      isFlat: true,
      establishmentIds: everywhere,
    },
    { id: 11, name: 'Holiday premium', use: 'holidayPremium', timesPerYear: 1, establishmentIds: everywhere },
    { id: 12, name: 'Meal vouchers', use: 'mealVouchers', timesPerYear: 0, establishmentIds: everywhere },
  ],
  variableNatures: [
    {
      nature: { id: 21, name: 'Yearly bonus', type: 'Amount', category: bonus, establishmentIds: everywhere },
      use: 'yearlyBonus',
    },
    {
      nature: { id: 22, name: 'Sales commission', type: 'Amount', category: bonus, establishmentIds: everywhere },
      use: 'quarterlyBonus',
    },
    {
      nature: { id: 24, name: 'Overtime hours', type: 'Number', category: null, establishmentIds: everywhere },
      use: 'overtimeHours',
    },
    {
      nature: { id: 27, name: 'Spot bonus', type: 'Amount', category: null, establishmentIds: everywhere },
      use: 'exceptionalBonus',
    },
  ],
  contractTypeNames: {
    permanent: 'Permanent',
    fixedTerm: 'Fixed-term',
    internship: 'Internship',
    apprenticeship: 'Apprenticeship',
    contractor: 'Freelance',
  },
  occupationCategoryNames: ['Not classified', 'Staff', 'Supervisor', 'Professional', 'Executive'],
};
