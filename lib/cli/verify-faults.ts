import { HonmaruError, type Fault } from '../errors';
import { printable } from '../local/report';

/** One fault of an option or argument. */
export function optionFault(
  path: string,
  must: string,
  got: string | undefined,
  hint: string,
  code: string,
): HonmaruError {
  return new HonmaruError([{ path, must, ...(got === undefined ? {} : { got: `'${printable(got)}'` }), hint, code }]);
}

/** Reads several things and throws once, with the faults of all of them. */
export class FaultCollector {
  private readonly faults: Fault[] = [];

  read<T>(parse: () => T): T | undefined {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof HonmaruError)) {
        throw error;
      }
      this.faults.push(...error.faults.filter((fault) => !this.faults.some((known) => isSame(known, fault))));
      return undefined;
    }
  }

  /** @throws HonmaruError when something was wrong */
  close(): void {
    if (this.faults.length > 0) {
      throw new HonmaruError(this.faults);
    }
  }
}

function isSame(a: Fault, b: Fault): boolean {
  return a.path === b.path && a.code === b.code && a.got === b.got;
}

/** The value of an option that may be given once. */
export function once(option: string, values: readonly string[] = []): string | undefined {
  if (values.length > 1) {
    throw optionFault(option, 'must be given once', values.join(' '), 'remove all but one', 'OptionRepeated');
  }
  return values[0];
}

/** The value of an option that has few. */
export function oneOf<T extends string>(option: string, known: readonly T[], value: string | undefined): T | undefined {
  const found = known.find((each) => each === value);
  if (value !== undefined && found === undefined) {
    throw optionFault(option, `must be ${known.join(', ')}`, value, 'name one of them', 'OptionValueUnknown');
  }
  return found;
}
