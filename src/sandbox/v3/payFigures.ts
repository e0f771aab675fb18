import { currencySymbol } from '../currency.ts';
import type { Person } from '../model.ts';
import type { View } from '../rights.ts';
import { valueObject } from './properties.ts';
import type { Property } from './shape.ts';

const parts = ['value', 'link'];

type Language = 'en' | 'fr';

// Created once, because creating a formatter takes longer than formatting all amounts of a company.
const inLanguages = (options: Intl.NumberFormatOptions) => ({
  en: new Intl.NumberFormat('en', options),
  fr: new Intl.NumberFormat('fr', options),
});
const shares = inLanguages({ style: 'percent', maximumFractionDigits: 2 });
const amounts = inLanguages({ minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The two figures in `applicationData` that the pay module (Pagga) computes; empty without the module. */
export function createPayFigureProperties({ company, lookup, behaviour }: View): Property<Person>[] {
  const currencyOf = (person: Person) => lookup.establishments.get(person.establishmentId)?.currencyCode ?? 'EUR';
  const write = (value: number | null, onScreen: (value: number, language: Language) => string) => {
    if (!company.hasPagga || value === null) return null;
    if (behaviour.payFigures === 'number') return { value, link: null };
    return { value: onScreen(value, behaviour.payFigures === 'screenText' ? 'en' : 'fr'), link: null };
  };
  const figures = [
    valueObject<Person>('fullTimeEquivalent', parts, (person) => write(person.fullTimeEquivalent, shareOnScreen)),
    valueObject<Person>('theoreticalRemuneration', parts, (person) =>
      write(person.theoreticalRemuneration, (amount, language) => moneyOnScreen(amount, currencyOf(person), language)),
    ),
  ];
  return behaviour.emptyPayFigures === 'null' ? figures : figures.map(leftOutIfNull);
}

function leftOutIfNull(property: Property<Person>): Property<Person> {
  return {
    ...property,
    select(fields) {
      const read = property.select(fields);
      return (person) => read(person) ?? undefined;
    },
  };
}

function shareOnScreen(share: number, language: Language): string {
  if (share === 1) return language === 'en' ? 'Full time' : 'Temps plein';
  return shares[language].format(share);
}

function moneyOnScreen(amount: number, currency: string, language: Language): string {
  return `${amounts[language].format(amount)} ${currencySymbol(currency)}`;
}
