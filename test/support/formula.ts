import { Decimal } from 'decimal.js';

const Exact = Decimal.clone({ precision: 60 });

/** Works out a formula of an explanation with its inputs, as an analyst would: names, +, ×, ÷, brackets and round(…, 2). */
export function workedOut({ formula, inputs }: { formula: string; inputs: readonly string[] }): Decimal {
  const numbers = new Map(
    inputs.flatMap((input) => {
      const [, name, number] = /^([A-Za-z]+\d*) = (-?\d+(?:\.\d+)?)(?: |$)/.exec(input) ?? [];
      return name && number ? [[name, new Exact(number)] as const] : [];
    }),
  );
  const tokens = formula.match(/[A-Za-z]+\d*|\d+(?:\.\d+)?|[+×÷(),]/g) ?? [];
  if (tokens.join('') !== formula.replaceAll(' ', '')) throw new SyntaxError(formula);
  let at = 0;
  const take = (expected?: string): string => {
    const token = tokens[at];
    if (token === undefined || (expected !== undefined && token !== expected)) throw new SyntaxError(formula);
    at += 1;
    return token;
  };

  function sum(): Decimal {
    let total = product();
    while (tokens[at] === '+') {
      take();
      total = total.plus(product());
    }
    return total;
  }
  function product(): Decimal {
    let total = value();
    while (tokens[at] === '×' || tokens[at] === '÷') total = take() === '×' ? total.times(value()) : total.div(value());
    return total;
  }
  function value(): Decimal {
    const token = take();
    if (token === '(') {
      const inner = sum();
      take(')');
      return inner;
    }
    if (token === 'round') {
      take('(');
      const inner = sum();
      take(',');
      const digits = Number(take());
      take(')');
      return inner.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
    }
    if (/^\d/.test(token)) return new Exact(token);
    const number = numbers.get(token);
    if (number === undefined) throw new RangeError(`${token} has no number`);
    return number;
  }

  const result = sum();
  if (at !== tokens.length) throw new SyntaxError(formula);
  return result;
}
