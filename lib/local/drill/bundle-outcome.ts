import type { FunctionLabel } from '../../../lambda/shared/contract';
import { isAction, type CheckRecord } from '../observe';
import { codesOf, NO_RECORD, says, type FaultOutcome } from './outcome';
import type { Expected } from './drill-fault';

/** A fault that meets a function outside the emulator. */
export interface BundleFault {
  readonly id: string;
  readonly title: string;
  readonly references: readonly string[];
  readonly check: FunctionLabel;
  readonly expected: Expected;
}

/** What a function must say none of whose APIs answers: never that all is well, and an action does nothing. */
export function whenFrozen(check: FunctionLabel): Expected {
  return { status: isAction(check) ? ['HOLD'] : ['UNKNOWN'], codes: ['Timeout'], withinRuns: 1 };
}

/** What became of it. Nothing else was raised or repaired: that is for whoever plays it. */
export function bundleOutcome(
  { id, title, references, check, expected }: BundleFault,
  record: CheckRecord | undefined,
  { seconds, orders = 0 }: { readonly seconds: number; readonly orders?: number },
): FaultOutcome {
  const status = record?.outcome ?? NO_RECORD;
  const codes = codesOf(record);
  // An action may go on observing, as long as it says that something is not known.
  const noticed = record !== undefined && record.status !== 'HEALTHY' && says(record, expected);
  const wanted = [expected.status.join(' or '), ...expected.codes].join(', ');
  const said = [status, record?.status === status ? [] : (record?.status ?? []), codes].flat().join(', ');
  return {
    ...{ id, title, references, applied: true, check },
    expected: { ...expected, orders: 0 },
    observed: { runs: 1, status, codes, orders, seconds },
    noticed,
    recovered: false,
    alarms: [],
    watchedRuns: 1,
    problems: [
      ...(noticed ? [] : [`${id} (${title}): ${check} must say ${wanted}, it said ${said}`]),
      ...(orders === 0 ? [] : [`${id} (${title}): ${check} must send no order to AWS, and sent ${String(orders)}`]),
    ],
  };
}
