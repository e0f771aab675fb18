const symbols = new Map<string, string>();

/** The short symbol of a currency, for example `€` for EUR. It is cached, because formatters are slow to create. */
export function currencySymbol(currency: string): string {
  const symbol = symbols.get(currency) ?? findSymbol(currency);
  symbols.set(currency, symbol);
  return symbol;
}

function findSymbol(currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
}
