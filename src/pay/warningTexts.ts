/** Whether the figures may be used: with `BLOCKING`, they must not. */
export type WarningSeverity = 'INFO' | 'CAUTION' | 'BLOCKING';

/** Each code with its severity, and with a sentence that is safe to show. */
export const warningTexts = {
  FTE_ASSUMED: {
    severity: 'CAUTION',
    message:
      "The share of full time is not known for this day. Figures at full time use today's share, or assume full time.",
  },
  PERIODICITY_GUESSED: {
    severity: 'CAUTION',
    message:
      "It is not known how often a year the base salary is paid: 12 times is assumed. Set `paymentsPerYear` of its nature in the account's mapping.",
  },
  PERIODICITY_UNKNOWN: { severity: 'BLOCKING', message: 'It is not known how often a year an item is paid.' },
  PROPORTIONALITY_GUESSED: {
    severity: 'CAUTION',
    message:
      "It is not known whether an item is proportional to working time: it is converted to full time as if it were. Set `isProportionalToWorkingTime` of its nature in the account's mapping.",
  },
  MIXED_CURRENCIES: {
    severity: 'BLOCKING',
    message: 'Items are in more than one currency, or in an unknown one: they are not added up.',
  },
  QUANTITY_ITEM_IGNORED: {
    severity: 'INFO',
    message: 'An item of the last 12 months counts hours, days or pieces rather than money: no figure includes it.',
  },
  UNMAPPED_NATURE: {
    severity: 'CAUTION',
    message:
      "The kind of an item is not known: it counts as OTHER. Set the `kind` of its nature in the account's mapping.",
  },
  OVERLAPPING_ITEMS: { severity: 'BLOCKING', message: 'Items may replace each other: they are not added up.' },
  OVERLAPPING_CONTRACTS: {
    severity: 'CAUTION',
    message:
      'Two contracts of this person are in force on this day, but Lucca returns only one share of full time, which may be that of either.',
  },
  IMPLAUSIBLE_AMOUNT: {
    severity: 'BLOCKING',
    message: 'The yearly base salary at full time is not plausible: the amount or its period is probably wrong.',
  },
  DIFFERS_FROM_LUCCA: {
    severity: 'CAUTION',
    message: "The yearly total of the items differs from Lucca's own yearly figure by more than 0.5 %.",
  },
  CURRENCY_ASSUMED: {
    severity: 'CAUTION',
    message:
      "The personnel file does not state the currency of an amount. The currency of the country of the person's legal entity is assumed.",
  },
  HOURS_ASSUMED: {
    severity: 'CAUTION',
    message:
      'Lucca returns no working-time arrangement for this person: the hourly pay is wrong if the working time is counted in days.',
  },
  VARIABLE_PAY_UNPROVEN: {
    severity: 'CAUTION',
    message:
      'Lucca returns no variable pay for this person, and it could not be proven that the API key has the right to it: some may be missing.',
  },
  AMBIGUOUS_AMOUNT: {
    severity: 'BLOCKING',
    message:
      "Lucca's own yearly figure is text that can be read in several ways. It is ignored, and not compared with the items.",
  },
  UPSTREAM_ERROR: {
    severity: 'BLOCKING',
    message:
      'Some of the data that figures or warnings need could not be read from Lucca, or may be missing. Figures known to be incomplete are null, and warnings that need the data are missing.',
  },
} as const satisfies Record<string, { severity: WarningSeverity; message: string }>;

/** The codes of warnings about the figures of a person's pay. */
export type WarningCode = keyof typeof warningTexts;

/** All codes, in the order in which warnings are returned. */
export const warningCodes = Object.keys(warningTexts) as WarningCode[];
