import type { Plan } from '../plan.ts';

/** Contract types and occupation categories as a French company names them. */
export const frenchTerms = {
  contractTypeNames: {
    permanent: 'CDI',
    fixedTerm: 'CDD',
    internship: 'Stage',
    apprenticeship: 'Alternance',
    contractor: 'Portage salarial',
  },
  occupationCategoryNames: ['Non classé', 'Employé', 'Agent de maîtrise', 'Cadre', 'Cadre dirigeant'],
} as const satisfies Partial<Plan>;
