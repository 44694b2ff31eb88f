/** One fault in what a user wrote, with everything needed to repair it. */
export interface Fault {
  /** Field the user wrote, for example `segments.dmz.cidr`. */
  readonly path: string;
  /** What must hold, for example `must lie inside vpcCidr 10.0.0.0/16`. */
  readonly must: string;
  /** Value found, already safe to print. `undefined` when the value must not be shown. */
  readonly got?: string;
  /** What to change, for example `try 10.0.16.0/20`. */
  readonly hint: string;
  /** Stable code, for example `SegmentOutsideVpc`. */
  readonly code: string;
}

/** A fault that a user can repair. Anything else is a bug and stays an `Error`. */
export class HonmaruError extends Error {
  /** Every fault found, in the order of the fields. */
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[], options?: ErrorOptions) {
    super(faults.map(formatFault).join('\n'), options);
    this.name = 'HonmaruError';
    this.faults = faults;
  }
}

/** Renders a fault as `<path>: <what must hold>, got <value>; <what to change> [Code]`. */
export function formatFault(fault: Fault): string {
  const got = fault.got === undefined ? '' : `, got ${fault.got}`;
  return `${fault.path}: ${fault.must}${got}; ${fault.hint} [${fault.code}]`;
}
