import type { Company, Person } from '../../model.ts';
import { drawMerit, round, yearlyBase } from '../pay.ts';
import { contractOf, type Scene, type Trap } from './scene.ts';

const currencies = [
  { id: 101, name: 'CHF' },
  { id: 102, name: 'EUR' },
];

/** The custom fields in which a company without the pay module keeps pay. */
export const payFieldDefinitions: Company['extensionDefinitions'] = [
  { id: 'e_salaireannuel', formatKey: 'text', entries: [] },
  { id: 'e_bonuscible', formatKey: 'text', entries: [] },
  { id: 'e_devise', formatKey: 'select', entries: currencies },
  { id: 'e_tauxactivite', formatKey: 'text', entries: [] },
];

/**
 * Fills in everybody's current pay: a yearly salary for the person's working time, spelled in different forms as people do, for some a
 * yearly target bonus, the currency, and the share of full time. Contractors have none, because they send invoices.
 */
export function fillPayFields(scene: Scene): void {
  const { hires, company, ids, random } = scene;
  for (const hire of hires) {
    const { person } = hire;
    const contract = contractOf(scene, person);
    const share = person.fullTimeEquivalent ?? 1;
    const yearly = round(yearlyBase(hire, drawMerit(hire.isWoman, random), contract, scene) * share, 100);
    if (yearly === 0) continue;
    const currency = company.establishments.find(({ id }) => id === contract.establishmentId)?.currencyCode;
    const choice = currencies.find(({ name }) => name === currency);
    const add = (field: string, value: string | number) => {
      person.extendedData[field] = { id: ids.value(), value };
    };
    add('e_salaireannuel', written(yearly, person.id));
    if (person.id % 3 === 0) add('e_bonuscible', round(yearly / 10, 100));
    if (choice) add('e_devise', choice.id);
    add('e_tauxactivite', `${share * 100} %`);
  }
}

/** Writes an amount as the person who types it would; `typist` selects the form. */
function written(amount: number, typist: number): string | number {
  const grouped = (separator: string) => String(amount).replace(/\B(?=(\d{3})+$)/g, separator);
  const forms = [amount, grouped("'"), `${grouped(' ')},00`, String(amount)];
  return forms[typist % forms.length] ?? amount;
}

const hasSalary = ({ extendedData }: Person) => 'e_salaireannuel' in extendedData;

/** Edge cases of pay in personnel files. */
export const payFieldTraps = {
  /** A salary as text whose separator may be for thousands or for decimals. */
  ambiguousPayField({ cast, ids }) {
    const person = cast(hasSalary);
    person.extendedData.e_salaireannuel = { id: ids.value(), value: '92.400' };
    return [person.id];
  },

  /** A salary without a currency. */
  payFieldWithoutCurrency({ cast }) {
    const person = cast(hasSalary);
    delete person.extendedData.e_devise;
    return [person.id];
  },

  /** A salary that was never entered. */
  emptyPayField({ cast }) {
    const person = cast(hasSalary);
    delete person.extendedData.e_salaireannuel;
    delete person.extendedData.e_bonuscible;
    return [person.id];
  },
} satisfies Record<string, Trap>;
