import type { Event, State, Transition } from '../../../../lambda/shared/failover/states';
import { step } from '../../../../lambda/shared/failover/step';
import { TRANSITIONS } from '../../../../lambda/shared/failover/transitions';
import { explore, type Explored } from './world/explore';

const pairs = (Object.entries(TRANSITIONS) as [State, Readonly<Record<Event, Transition>>][]).flatMap(([state, row]) =>
  (Object.entries(row) as [Event, Transition][]).map(([event, transition]) => ({ state, event, transition })),
);

describe('the table of transitions', () => {
  test('has every pair of state and event', () => {
    expect(Object.keys(TRANSITIONS)).toHaveLength(9);
    expect(new Set(pairs.map(({ event }) => event)).size).toBe(20);
    expect(pairs).toHaveLength(180);
  });

  test('does not compile without a pair', () => {
    const row: Omit<(typeof TRANSITIONS)['HOLD'], 'restart'> = TRANSITIONS.HOLD;
    // @ts-expect-error: what a restart does in HOLD may be missing
    const table: typeof TRANSITIONS = { ...TRANSITIONS, HOLD: row };
    expect(Object.keys(table)).toHaveLength(9);
  });

  test('says why, of every pair', () => {
    for (const { transition } of pairs) {
      expect('unreachable' in transition ? transition.unreachable : transition.why).not.toBe('');
    }
  });

  test('leaves a suspected split by healthy looks alone', () => {
    const ways = pairs.filter(({ state, transition }) => state === 'SPLIT_SUSPECT' && 'to' in transition);
    const out = ways.filter(({ transition }) => 'to' in transition && transition.to !== 'SPLIT_SUSPECT');
    expect(out).toStrictEqual([]);
    expect(ways.filter(({ transition }) => 'whenMet' in transition).map(({ event }) => event)).toStrictEqual([
      'healthy',
    ]);
  });

  test('leads into ACT from CONFIRM alone, by a saved intent', () => {
    const ways = pairs.filter(
      ({ state, transition }) => 'to' in transition && transition.to === 'ACT' && state !== 'ACT',
    );
    expect(ways.map(({ state, event }) => `${state} ${event}`)).toStrictEqual(['CONFIRM leaseWon']);
  });

  test('leads into CONFIRM by a count that is met, or by an order', () => {
    const ways = pairs.filter(
      ({ transition }) => 'to' in transition && (transition.to === 'CONFIRM' || transition.whenMet === 'CONFIRM'),
    );
    expect(ways.map(({ state, event }) => `${state} ${event}`).sort()).toStrictEqual(
      [
        'ABORTED ordered',
        'DONE ordered',
        'HOLD ordered',
        'HOLD writerMissing',
        'OBSERVE ordered',
        'SUSPECT ordered',
        'SUSPECT writerMissing',
      ].sort(),
    );
  });
});

describe('a step', () => {
  test('leads where the table says', () => {
    expect(step('SUSPECT', 'writerMissing')).toStrictEqual({ from: 'SUSPECT', event: 'writerMissing', to: 'SUSPECT' });
    expect(step('SUSPECT', 'writerMissing', true)).toStrictEqual({
      from: 'SUSPECT',
      event: 'writerMissing',
      to: 'CONFIRM',
    });
    expect(step('OBSERVE', 'healthy', true).to).toBe('OBSERVE');
  });

  test('that was thought impossible ends the run', () => {
    expect(() => step('OBSERVE', 'accepted')).toThrow(
      'accepted in OBSERVE, which was thought impossible: the call is sent in ACT alone',
    );
  });
});

describe('everything that runs can do', () => {
  let explored: Explored;

  // Tens of thousands of runs: every sequence of answers, from every memory a run can leave.
  beforeAll(async () => {
    explored = await explore();
  }, 120_000);

  const met = (state: State, event: Event, to?: State): boolean =>
    explored.steps.some(
      (taken) => taken.from === state && taken.event === event && (to === undefined || taken.to === to),
    );

  test('meets every pair that is not called unreachable', () => {
    const missed = pairs.filter(({ state, event, transition }) => 'to' in transition && !met(state, event));
    expect(missed.map(({ state, event }) => `${state} ${event}`)).toStrictEqual([]);
  });

  test('meets every count both met and not met', () => {
    const missed = pairs.filter(
      ({ state, event, transition }) =>
        'to' in transition &&
        transition.whenMet !== undefined &&
        !(met(state, event, transition.to) && met(state, event, transition.whenMet)),
    );
    expect(missed.map(({ state, event }) => `${state} ${event}`)).toStrictEqual([]);
  });

  test('never meets a pair that is called unreachable', () => {
    const impossible = pairs.filter(({ state, event, transition }) => 'unreachable' in transition && met(state, event));
    expect(impossible.map(({ state, event }) => `${state} ${event}`)).toStrictEqual([]);
  });
});
