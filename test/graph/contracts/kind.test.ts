import { describe, expect, it } from 'vitest';
import { emptyMapping } from '../../../src/accounts/mapping.ts';
import { isTypeUnknown, relationOf, terminationCategoryOf, termOf } from '../../../src/graph/contracts/kind.ts';

const day = '2027-03-31';
const contract = (name: string | null, endsOn: string | null) => ({
  type: name === null ? null : { id: 1, name },
  endsOn,
});

describe('the name of a contract’s type', () => {
  it.each([
    ['CDI', 'EMPLOYEE', 'PERMANENT'],
    ['CDI cadre', 'EMPLOYEE', 'PERMANENT'],
    ['Contrat à durée indéterminée', 'EMPLOYEE', 'PERMANENT'],
    ['Permanent', 'EMPLOYEE', 'PERMANENT'],
    ['Open-ended contract', 'EMPLOYEE', 'PERMANENT'],
    ['CDD', 'EMPLOYEE', 'FIXED'],
    ['CDD de remplacement', 'EMPLOYEE', 'FIXED'],
    ['Contrat à durée déterminée', 'EMPLOYEE', 'FIXED'],
    ['Fixed-term', 'EMPLOYEE', 'FIXED'],
    ['Saisonnier', 'EMPLOYEE', 'FIXED'],
    ['Stage', 'INTERN', 'FIXED'],
    ['Convention de stage', 'INTERN', 'FIXED'],
    ['Stagiaire', 'INTERN', 'FIXED'],
    ['Internship', 'INTERN', 'FIXED'],
    ['Alternance', 'APPRENTICE', 'FIXED'],
    ["Contrat d'apprentissage", 'APPRENTICE', 'FIXED'],
    ['Contrat de professionnalisation', 'APPRENTICE', 'FIXED'],
    ['Apprenticeship', 'APPRENTICE', 'FIXED'],
    ['CDI apprentissage', 'APPRENTICE', 'PERMANENT'],
    ['CDD alternance', 'APPRENTICE', 'FIXED'],
    ['Intérim', 'AGENCY', 'FIXED'],
    ['CDI intérimaire', 'AGENCY', 'PERMANENT'],
    ['Agency', 'AGENCY', 'FIXED'],
    ['Freelance', 'CONTRACTOR', 'FIXED'],
    ['Prestataire externe', 'CONTRACTOR', 'FIXED'],
    ['Portage salarial', 'CONTRACTOR', 'FIXED'],
    ['Auto-entrepreneur', 'CONTRACTOR', 'FIXED'],
    ['Mandataire social', 'OTHER', 'UNKNOWN'],
    ['V.I.E', 'OTHER', 'UNKNOWN'],
    // Words that contain a known word, and names that are not understood.
    ['Internal transfer', 'OTHER', 'UNKNOWN'],
    ['Backstage', 'OTHER', 'UNKNOWN'],
    ['Forfait jours', 'OTHER', 'UNKNOWN'],
    ['Unbefristeter Arbeitsvertrag', 'EMPLOYEE', 'PERMANENT'],
    ['Befristet', 'EMPLOYEE', 'FIXED'],
    ['Festanstellung', 'EMPLOYEE', 'PERMANENT'],
    ['Praktikant', 'INTERN', 'FIXED'],
    ['Werkstudentin', 'INTERN', 'FIXED'],
    ['Auszubildende', 'APPRENTICE', 'FIXED'],
    ['Lernende/r', 'APPRENTICE', 'FIXED'],
    ['Leiharbeitnehmer', 'AGENCY', 'FIXED'],
    ['Freier Mitarbeiter', 'CONTRACTOR', 'FIXED'],
    ['Selbstständig', 'CONTRACTOR', 'FIXED'],
    ['Geschäftsführer', 'OTHER', 'UNKNOWN'],
    ['Contrato indefinido', 'EMPLOYEE', 'PERMANENT'],
    ['Fijo discontinuo', 'EMPLOYEE', 'PERMANENT'],
    ['Contrato temporal', 'EMPLOYEE', 'FIXED'],
    ['Obra y servicio', 'EMPLOYEE', 'FIXED'],
    ['Prácticas', 'INTERN', 'FIXED'],
    ['Contrato para la formación', 'APPRENTICE', 'FIXED'],
    ['Empresa de trabajo temporal', 'AGENCY', 'FIXED'],
    ['Autónomo', 'CONTRACTOR', 'FIXED'],
    ['Tempo indeterminato', 'EMPLOYEE', 'PERMANENT'],
    ['Tempo determinato', 'EMPLOYEE', 'FIXED'],
    ['Tirocinio', 'INTERN', 'FIXED'],
    ['Apprendistato', 'APPRENTICE', 'FIXED'],
    ['Somministrazione', 'AGENCY', 'FIXED'],
    ['Partita IVA', 'CONTRACTOR', 'FIXED'],
    ['Contract voor onbepaalde tijd', 'EMPLOYEE', 'PERMANENT'],
    ['Vast contract', 'EMPLOYEE', 'PERMANENT'],
    ['Bepaalde tijd', 'EMPLOYEE', 'FIXED'],
    ['Stagiair', 'INTERN', 'FIXED'],
    ['Leerling BBL', 'APPRENTICE', 'FIXED'],
    ['Uitzendkracht', 'AGENCY', 'FIXED'],
    ["ZZP'er", 'CONTRACTOR', 'FIXED'],
  ])('“%s” with a last day: %s, %s', (name, relation, term) => {
    for (const spelled of [name, name.toUpperCase(), ` ${name.toLowerCase()} `, name.normalize('NFD')]) {
      expect(relationOf(contract(spelled, day), emptyMapping)).toBe(relation);
      expect(termOf(contract(spelled, day), emptyMapping)).toBe(term);
    }
  });
});

describe('the term of a contract whose type’s name does not say it', () => {
  it.each([
    // A contract without an agreed end is permanent; a last day may be due to a resignation.
    [null, null, 'PERMANENT'],
    [null, day, 'UNKNOWN'],
    ['Forfait jours', null, 'PERMANENT'],
    // These normally have an end: if there is none, it was not filled in.
    ['Stage', null, 'UNKNOWN'],
    ['Freelance', null, 'UNKNOWN'],
    ['', day, 'UNKNOWN'],
  ])('%j until %j is %s', (name, endsOn, term) => {
    expect(termOf(contract(name, endsOn), emptyMapping)).toBe(term);
  });

  it('the relation is null without a name', () => {
    expect(relationOf(contract(null, null), emptyMapping)).toBeNull();
    expect(relationOf(contract(' ', null), emptyMapping)).toBeNull();
    expect(relationOf({ type: { id: 3, name: null } }, emptyMapping)).toBeNull();
  });
});

describe('the type of a contract that the account has set', () => {
  const settings = {
    ...emptyMapping,
    contractTypes: [
      { typeName: 'Forfait jours', term: 'PERMANENT' as const, relation: 'EMPLOYEE' as const },
      { typeName: 'CDI', term: null, relation: 'OTHER' as const },
    ],
  };

  it('is as set, whatever its name says, and as its name says if nothing is set', () => {
    expect(relationOf(contract(' FORFAIT JOURS', day), settings)).toBe('EMPLOYEE');
    expect(termOf(contract('forfait jours', day), settings)).toBe('PERMANENT');
    expect(relationOf(contract('CDI', null), settings)).toBe('OTHER');
    expect(termOf(contract('CDI', day), settings)).toBe('PERMANENT');
    expect(relationOf(contract('CDI cadre', null), settings)).toBe('EMPLOYEE');
  });

  it('is unknown only where it has a name without a known word, and nothing is set', () => {
    expect(isTypeUnknown(contract('Forfait jours', null), emptyMapping)).toBe(true);
    expect(isTypeUnknown(contract('Forfait jours', null), settings)).toBe(false);
    expect(isTypeUnknown(contract('Mandataire social', null), emptyMapping)).toBe(false);
    expect(isTypeUnknown(contract(null, null), emptyMapping)).toBe(false);
  });
});

describe('the reason why a contract ended', () => {
  const categoryOf = (name: string | null, settings = emptyMapping) =>
    terminationCategoryOf({ terminationReason: name === null ? null : { id: 1, name } }, settings);

  it.each([
    ['Démission', 'VOLUNTARY'],
    ['Resignation', 'VOLUNTARY'],
    ['Eigenkündigung', 'VOLUNTARY'],
    ['Kündigung durch den Arbeitnehmer', 'VOLUNTARY'],
    ['Baja voluntaria', 'VOLUNTARY'],
    ['Dimissioni', 'VOLUNTARY'],
    ['Ontslag op eigen verzoek', 'VOLUNTARY'],
    ['Licenciement économique', 'DISMISSAL'],
    ['Redundancy', 'DISMISSAL'],
    ['Kündigung durch den Arbeitgeber', 'DISMISSAL'],
    ['Despido', 'DISMISSAL'],
    ['Licenziamento', 'DISMISSAL'],
    ['Ontslag', 'DISMISSAL'],
    ['Fin de contrat', 'END_OF_TERM'],
    ['Fin de CDD', 'END_OF_TERM'],
    ['End of fixed term', 'END_OF_TERM'],
    ['Fristablauf', 'END_OF_TERM'],
    ['Fin de contrato', 'END_OF_TERM'],
    ['Einde contract', 'END_OF_TERM'],
    ['Départ à la retraite', 'RETIREMENT'],
    ['Retirement', 'RETIREMENT'],
    ['Renteneintritt', 'RETIREMENT'],
    ['Jubilación', 'RETIREMENT'],
    ['Rupture conventionnelle', 'OTHER'],
    ["Fin de période d'essai", 'OTHER'],
    ['Fin de la période d’essai', 'OTHER'],
    ['Aufhebungsvertrag', 'OTHER'],
    ['xyz', 'OTHER'],
    [null, null],
    [' ', null],
  ])('“%s” is %s', (name, category) => {
    expect(categoryOf(name)).toBe(category);
    if (name !== null) expect(categoryOf(name.toUpperCase())).toBe(category);
  });

  it('is what the account has set', () => {
    const terminationReasons = [{ reasonName: 'Rupture conventionnelle', category: 'VOLUNTARY' as const }];
    expect(categoryOf('RUPTURE CONVENTIONNELLE', { ...emptyMapping, terminationReasons })).toBe('VOLUNTARY');
  });
});
