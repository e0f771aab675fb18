import { describe, expect, it } from 'vitest';
import { relationOf, termOf } from '../../../src/graph/contracts/kind.ts';

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
  ])('“%s” with a last day: %s, %s', (name, relation, term) => {
    for (const spelled of [name, name.toUpperCase(), ` ${name.toLowerCase()} `, name.normalize('NFD')]) {
      expect(relationOf(contract(spelled, day))).toBe(relation);
      expect(termOf(contract(spelled, day))).toBe(term);
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
    expect(termOf(contract(name, endsOn))).toBe(term);
  });

  it('the relation is null without a name', () => {
    expect(relationOf(contract(null, null))).toBeNull();
    expect(relationOf(contract(' ', null))).toBeNull();
    expect(relationOf({ type: { id: 3, name: null } })).toBeNull();
  });
});
