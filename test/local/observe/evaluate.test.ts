import fc from 'fast-check';
import {
  evaluate,
  EXTRA_PERIODS,
  type AlarmRules,
  type AlarmState,
  type Datapoint,
  type MissingData,
} from '../../../lib/local/observe';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const satisfies readonly MissingData[];
const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const satisfies readonly AlarmState[];

const rules = (datapointsToAlarm: number, evaluationPeriods: number, treatMissingData: MissingData): AlarmRules => ({
  threshold: 1,
  comparison: 'GreaterThanOrEqualToThreshold',
  evaluationPeriods,
  datapointsToAlarm,
  treatMissingData,
});

/** Datapoints as the documentation writes them: 0 within the threshold, X breaching, - missing. */
const points = (text: string): readonly Datapoint[] =>
  text.split(' ').map((mark) => (mark === '-' ? undefined : mark === 'X' ? 1 : 0));

/** Rows of the tables in "How alarm state is evaluated when data is missing", read 2026-11-25. */
type Row = readonly [data: string, missing: string, ignore: string, breaching: string, notBreaching: string];

const THREE_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', 'current', 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', 'current', 'ALARM', 'OK'],
  // Two more rows of an earlier edition.
  ['- - - - X', 'INSUFFICIENT_DATA', 'current', 'ALARM', 'OK'],
  ['X - - - -', 'ALARM', 'current', 'ALARM', 'OK'],
];

const TWO_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', 'current', 'ALARM', 'OK'],
];

const cases = (datapointsToAlarm: number, rows: readonly Row[]) =>
  rows.flatMap(([data, ...expected]) =>
    TREATMENTS.flatMap((treatment, index) =>
      STATES.map((current) => {
        const state = expected[index];
        return [data, datapointsToAlarm, treatment, current, state === 'current' ? current : state] as const;
      }),
    ),
  );

test.each([...cases(3, THREE_OF_THREE), ...cases(2, TWO_OF_THREE)])(
  'as documented, %s with %i of 3, missing data %s and state %s is %s',
  (data, datapointsToAlarm, treatment, current, expected) => {
    expect(evaluate(rules(datapointsToAlarm, 3, treatment), points(data), current)).toBe(expected);
  },
);

test.each([
  ['GreaterThanOrEqualToThreshold', 'OK', 'ALARM', 'ALARM'],
  ['GreaterThanThreshold', 'OK', 'OK', 'ALARM'],
  ['LessThanThreshold', 'ALARM', 'OK', 'OK'],
  ['LessThanOrEqualToThreshold', 'ALARM', 'ALARM', 'OK'],
] as const)('%s tells values below, at and above the threshold apart', (comparison, ...expected) => {
  const states = [0, 1, 2].map((value) => evaluate({ ...rules(1, 1, 'missing'), comparison }, [value], 'OK'));
  expect(states).toStrictEqual(expected);
});

test('an alarm on silence needs its own periods and those of the longer look back', () => {
  const heartbeat: AlarmRules = { ...rules(3, 3, 'breaching'), comparison: 'LessThanThreshold' };
  const silentFor = (runs: number) => evaluate(heartbeat, [1, 1, 1, 1, 1, ...Array<Datapoint>(runs)], 'OK');
  expect([1, 2, 3, 4, 5].map(silentFor)).toStrictEqual(['OK', 'OK', 'OK', 'OK', 'ALARM']);
});

const anyPoint = fc.option(fc.constantFrom(0, 1), { nil: undefined });
const anyPoints = fc.array(anyPoint, { maxLength: 12 });
const anyRules = fc
  .integer({ min: 1, max: 6 })
  .chain((periods) =>
    fc.tuple(fc.integer({ min: 1, max: periods }), fc.constant(periods), fc.constantFrom(...TREATMENTS)),
  )
  .map((numbers) => rules(...numbers));
const anyState = fc.constantFrom(...STATES);

test('with enough data, breaching datapoints are counted among the newest and nothing else matters', () => {
  fc.assert(
    fc.property(
      anyRules,
      fc.array(fc.constantFrom(0, 1), { minLength: 6, maxLength: 12 }),
      anyState,
      (rule, data, state) => {
        const breaching = data.slice(-rule.evaluationPeriods).filter((value) => value === 1).length;
        expect(evaluate(rule, data, state)).toBe(breaching >= rule.datapointsToAlarm ? 'ALARM' : 'OK');
      },
    ),
  );
});

test('how missing data counts is of no account while there is enough data in the range', () => {
  fc.assert(
    fc.property(anyRules, anyPoints, anyState, (rule, data, state) => {
      const range = data.slice(-(rule.evaluationPeriods + EXTRA_PERIODS));
      fc.pre(range.filter((point) => point !== undefined).length >= rule.evaluationPeriods);
      const states = TREATMENTS.map((treatMissingData) => evaluate({ ...rule, treatMissingData }, data, state));
      expect(new Set(states).size).toBe(1);
    }),
  );
});

test('what lies before the range is of no account', () => {
  fc.assert(
    fc.property(anyRules, anyPoints, anyPoints, anyState, (rule, before, data, state) => {
      const range = rule.evaluationPeriods + EXTRA_PERIODS;
      const padded = [...Array<Datapoint>(range), ...data].slice(-range);
      expect(evaluate(rule, [...before, ...padded], state)).toBe(evaluate(rule, data, state));
    }),
  );
});

test('a datapoint that turns bad ends no alarm', () => {
  fc.assert(
    fc.property(anyRules, anyPoints, anyState, fc.nat(11), (rule, data, state, index) => {
      fc.pre(data[index] === 0 && evaluate(rule, data, state) === 'ALARM');
      expect(evaluate(rule, data.with(index, 1), state)).toBe('ALARM');
    }),
  );
});

test('an alarm that good silence raises is raised by any, and one that bad silence spares is spared by any', () => {
  fc.assert(
    fc.property(anyRules, anyPoints, anyState, (rule, data, state) => {
      const treated = (treatMissingData: MissingData) => evaluate({ ...rule, treatMissingData }, data, state);
      if (treated('notBreaching') === 'ALARM') {
        expect(TREATMENTS.map(treated)).toStrictEqual(TREATMENTS.map(() => 'ALARM'));
      }
      if (treated('breaching') === 'OK') {
        expect(TREATMENTS.map(treated)).toStrictEqual(TREATMENTS.map(() => 'OK'));
      }
    }),
  );
});

test('silence that is ignored keeps the state', () => {
  fc.assert(
    fc.property(anyRules, fc.nat(12), anyState, (rule, length, state) => {
      expect(evaluate({ ...rule, treatMissingData: 'ignore' }, Array<Datapoint>(length), state)).toBe(state);
    }),
  );
});
