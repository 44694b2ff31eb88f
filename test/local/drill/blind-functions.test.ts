import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { UnknownCode } from '../../../lambda/shared/observed';
import { FAULTS, runFaults, type DrillFault, type FaultOutcome } from '../../../lib/local/drill';
import { expectedOf } from '../../../lib/local/drill/drill-fault';
import { isAction, type CheckRecord } from '../../../lib/local/observe';
import { FakeLane, harmless, NO_GROUND, recordWith, tickingClock } from './support/faults';

const CATALOGUE = FAULTS.map((fault) => [fault.id, fault] as const);

/** Brings about nothing, and asks a function whether it has noticed it. */
async function outcomeOf(fault: DrillFault, lane: FakeLane): Promise<FaultOutcome> {
  const played = { ...fault, applies: () => true as const, inject: harmless };
  const [open] = await runFaults([played], { ground: NO_GROUND, lane, now: tickingClock() });
  if (open === undefined) {
    throw new Error('the fault has no outcome');
  }
  return open.outcome;
}

/** What functions say that do not look. */
const BLIND: Readonly<Record<string, (check: FunctionLabel) => CheckRecord | undefined>> = {
  'that is always healthy': (check) => recordWith(check),
  'that is always healthy and names a writer': (check) =>
    recordWith(check, { notes: ['the writer is db-1 in ap-northeast-1a'] }),
  'that leaves no record': () => undefined,
  'that always finds something else': (check) => recordWith(check, { findings: ['Else'] }),
  'that never knows anything': (check) =>
    recordWith(check, { questions: ['Incomplete'], ...(isAction(check) ? { outcome: 'HOLD' } : {}) }),
};

describe.each(Object.entries(BLIND))('a function %s does not notice', (_, says) => {
  test.each(CATALOGUE)('%s', async (_id, fault) => {
    const { noticed, problems } = await outcomeOf(fault, new FakeLane((check) => ({ record: says(check) })));
    expect(noticed).toBe(false);
    expect(problems[0]).toContain(`${fault.id} (${fault.title}): ${fault.check} must say `);
  });
});

/** What the site answers no more, by the fault. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  'site-without-post': ['POST'],
  'site-down': ['GET', 'POST'],
};

/** A record that says all that is expected. */
function saying(fault: DrillFault, writer: string): CheckRecord {
  const { status, codes } = expectedOf(fault, NO_GROUND.site);
  const [outcome = ''] = status;
  const notes = [
    `the writer is ${writer}`,
    ...(fault.id === 'zonal-shift-active' ? ['traffic is moved away from a'] : []),
  ];
  const isStored = !fault.id.startsWith('records-unwritable/');
  if (isAction(fault.check)) {
    const reasons = codes.map((code) => `${code}: as expected`);
    return recordWith(fault.check, { outcome, reasons, notes, isStored, questions: ['Denied'] });
  }
  if (outcome === 'UNKNOWN') {
    return recordWith(fault.check, { questions: ['Timeout', ...(codes as readonly UnknownCode[])], notes, isStored });
  }
  const tiers = fault.id.endsWith('-server-stopped') ? [fault.id.slice(0, 3)] : ['web', 'app'];
  const missing = outcome === 'DEGRADED' && codes.length === 0 ? ['ZoneBelowMinimum'] : codes;
  const subjects = METHODS[fault.id] ?? tiers.map((tier) => `${tier} tier in a`);
  const findings = missing.flatMap((code) => subjects.map((subject) => [code, subject] as const));
  return recordWith(fault.check, { findings, notes, effect: outcome === 'FAILED' ? 'service' : 'redundancy' });
}

describe('a function that says what is expected', () => {
  test.each(CATALOGUE)('notices %s when it was well before', async (_, fault) => {
    const lane = new FakeLane((check) => ({ record: saying({ ...fault, check }, 'db-2 in c') }));
    lane.known.set(fault.check, recordWith(fault.check, { notes: ['the writer is db-1 in a'] }));
    const { noticed, observed } = await outcomeOf(fault, lane);
    expect({ noticed, runs: observed.runs }).toStrictEqual({ noticed: true, runs: 1 });
  });

  test.each(CATALOGUE)('does not notice %s when it had said so before', async (_, fault) => {
    const lane = new FakeLane((check) => ({ record: saying({ ...fault, check }, 'db-1 in a') }));
    expect((await outcomeOf(fault, lane)).noticed).toBe(false);
  });

  test.each(CATALOGUE)('does not notice %s when nobody knows what it said before', async (_, fault) => {
    const lane = new FakeLane((check, nth) => ({
      record: nth === 1 ? undefined : saying({ ...fault, check }, 'db-2 in c'),
    }));
    expect((await outcomeOf(fault, lane)).noticed).toBe(false);
  });
});
