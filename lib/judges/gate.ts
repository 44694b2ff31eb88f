import { HonmaruError, type Fault } from '../errors';
import { staleFaults, writtenFaults } from './gate-acknowledgements';
import { errorFaults, ledgerFaults } from './gate-ledger';
import { reportFaults } from './gate-report';
import { readJudged } from './judged-assembly';

/** What the gate looks at. */
export interface GateInput {
  /** Directories of judged assemblies, at least one. */
  readonly assemblies: readonly string[];

  /** Day on which acknowledgements must not have expired, `YYYY-MM-DD`. */
  readonly today: string;

  /**
   * Whether these assemblies are all that the acknowledgements are for, so that one which answers no finding is stale.
   *
   * @default true
   */
  readonly complete?: boolean;
}

/** Throws a `HonmaruError` that lists every reason for which the gate stays shut. */
export function assertGate(input: GateInput): void {
  const faults = findGateFaults(input);
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}

/**
 * Every reason for which the gate stays shut.
 *
 * A synthesis that does not throw proves little: a judge that is not registered finds nothing, one that passes is absent
 * from the report, and a finding can be silenced without a trace. The gate asks for evidence of each: what ran, on
 * which stacks, what it found, and who answers for what was accepted until when.
 */
export function findGateFaults({ assemblies, today, complete = true }: GateInput): readonly Fault[] {
  const read = assemblies.map(readJudged);
  const judged = read.flatMap((item) => ('faults' in item ? [] : [item]));
  return [
    ...read.flatMap((item) => ('faults' in item ? item.faults : [])),
    ...judged.flatMap((assembly) => [
      ...reportFaults(assembly),
      ...ledgerFaults(assembly),
      ...errorFaults(assembly),
      ...writtenFaults(assembly, today),
    ]),
    ...(complete ? staleFaults(judged) : []),
  ];
}
