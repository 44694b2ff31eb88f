import type { AddressClass } from './address-space';

/**
 * Classes for addresses that only the deployment tells, each as if it lay in one class of literal blocks: numbered after
 * all others, as they are asked for.
 */
export class ToldApart {
  private readonly firstNumber: number;
  private readonly all: { readonly of: AddressClass; readonly where: number }[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(firstNumber: number) {
    this.firstNumber = firstNumber;
  }

  /** The number of a class as if it lay in another one. */
  numberOf(of: AddressClass, where: number): number {
    const key = `${of.index} ${where}`;
    const known = this.numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    const number = this.firstNumber + this.all.length;
    this.all.push({ of, where });
    this.numbers.set(key, number);
    return number;
  }

  /** The class that has a number, and the one in which it is taken to lie. */
  find(number: number): { readonly of: AddressClass; readonly where: number } | undefined {
    return this.all[number - this.firstNumber];
  }
}
