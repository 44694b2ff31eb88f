/** An exact number: `n / d`, both whole, `d` at least 1, without a common divisor. */
export interface Fraction {
  readonly n: number;
  readonly d: number;
}

/** Digits behind the point that are kept; more of them in what somebody declares are a slip. */
const MOST_DIGITS = 6;

export const ONE: Fraction = { n: 1, d: 1 };

/** The decimal number as a fraction; `undefined` when it is no finite number of at most six digits behind the point. */
export function findFraction(value: number): Fraction | undefined {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(String(value));
  const [, whole, rest = ''] = match ?? [];
  if (whole === undefined || rest.length > MOST_DIGITS) {
    return undefined;
  }
  return reduced(Number(`${whole}${rest}`), 10 ** rest.length);
}

/** The fraction of two whole numbers; `d` at least 1. */
export function reduced(n: number, d: number): Fraction {
  const divisor = greatestDivisor(Math.abs(n), d);
  return { n: n / divisor, d: d / divisor };
}

/** The least whole number that is not below `a / b`; `b` at least 1. */
export function ceilDivide(a: number, b: number): number {
  const floor = Math.floor(a / b);
  return floor * b < a ? floor + 1 : floor;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(1, a) : greatestDivisor(b, a % b);
}

/**
 * Takes a share of whole amounts in whole amounts. What is left of one amount is carried to the next, so that after any
 * number of steps less than one is missing. The share may change, but not its divisor: what is carried is counted in it.
 */
export class Portion {
  private rest = 0;

  take(amount: number, { n, d }: Fraction): number {
    this.rest += amount * n;
    const whole = Math.floor(this.rest / d);
    this.rest -= whole * d;
    return whole;
  }
}
