import type { CheckName } from '../../../lambda/shared/contract';
import type { Emulator } from '../emulator';
import { runBundle, type BundleSurroundings, type FunctionCode } from '../site';
import { together } from '../together';
import { ALWAYS, type DrillFault } from './drill-fault';
import type { Lane } from './lane';
import { codesOf, NO_RECORD, notApplied, notices, type FaultOutcome } from './outcome';
import { awaitRecovery } from './run-faults';

/** What the fault needs. */
export interface FrozenOptions {
  readonly emulator: Pick<Emulator, 'freeze' | 'thaw'>;
  /** Code of every check, read before the emulator stands still. */
  readonly codes: readonly FunctionCode[];
  readonly surroundings: BundleSurroundings;
  readonly lane: Lane;
  /** Told when everything stands still. */
  readonly onFrozen: () => void;
  readonly signal: AbortSignal;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/**
 * Freezes every process of the emulator and runs the checks outside it: no API answers any more, and none may be called
 * healthy, nor may a check hang.
 */
export async function freezeEmulator(options: FrozenOptions): Promise<readonly FaultOutcome[]> {
  const { emulator, codes, lane, signal, now } = options;
  const start = now();
  let outcomes: readonly FaultOutcome[];
  emulator.freeze();
  try {
    options.onFrozen();
    outcomes = await together(
      codes.map(async (code) => {
        const record = await runBundle(code, options.surroundings, signal);
        return outcomeOf(frozenFault(code.check.name), record, (now() - start) / 1000);
      }),
    );
  } finally {
    emulator.thaw();
  }
  return together(outcomes.map((outcome) => awaitRecovery(frozenFault(outcome.check), outcome, lane)));
}

/** The outcomes where the emulator cannot be frozen, with the reason. */
export function frozenFaults(reason: string): readonly FaultOutcome[] {
  const checks: readonly CheckName[] = ['topology-check', 'database-check', 'backup-check'];
  return checks.map((check) => notApplied(frozenFault(check), reason));
}

function frozenFault(check: CheckName): DrillFault {
  return {
    id: `emulator-frozen/${check}`,
    title: 'the emulator stands still: no API answers at all',
    references: ['F52'],
    check,
    expected: { status: ['UNKNOWN'], codes: [], withinRuns: 1 },
    applies: ALWAYS,
    // Frozen and thawed from outside: inside, nothing could run.
    inject: () => Promise.resolve({}),
  };
}

function outcomeOf(fault: DrillFault, record: Parameters<typeof notices>[1], seconds: number): FaultOutcome {
  const { id, title, references, check, expected } = fault;
  const status = record?.status ?? NO_RECORD;
  const codes = codesOf(record);
  const noticed = record !== undefined && notices(fault, record, undefined);
  return {
    id,
    title,
    references,
    applied: true,
    check,
    expected,
    observed: { runs: 1, status, codes, seconds },
    noticed,
    recovered: false,
    alarms: [],
    problems: noticed ? [] : [`${id} (${title}): ${check} must say UNKNOWN, it said ${[status, ...codes].join(', ')}`],
  };
}
