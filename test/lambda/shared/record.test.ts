import { decide, NOTHING, type Conclusion } from '../../../lambda/shared/decision';
import { known, unknown } from '../../../lambda/shared/observed';
import { recordLine } from '../../../lambda/shared/record';
import { sha256 } from '../../../lambda/shared/records/canonical';
import { conclude } from '../../../lambda/shared/records/conclude';
import type { RunStart } from '../../../lambda/shared/records/record-chain';

const start: RunStart = {
  function: 'topology-check',
  site: 'test-site',
  requestId: 'r-1',
  startedAt: new Date('2026-11-25T00:00:00Z'),
};
const completedAt = new Date('2026-11-25T00:00:02Z');
const REFERENCE = {
  key: 'topology-check/2026-11-25.json',
  sequence: 2,
  previous: 'a'.repeat(64),
  hash: 'b'.repeat(64),
};

/** The line of a run that concluded this. */
function lineOf(conclusion: Conclusion, isStored = true): string {
  const decision = decide(conclusion);
  const closing = { completedAt, outcome: decision.status, decision, inputs: {} };
  const concluded = conclude(closing, start.requestId, { last: null, announced: null, pending: [] }, null);
  return recordLine(start, concluded.decision, isStored ? known(REFERENCE) : unknown('Timeout', 'no answer'));
}

interface Line extends Readonly<Record<string, unknown>> {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly record: Readonly<Record<string, unknown>>;
}

function parse(line: string): Line {
  return JSON.parse(line) as Line;
}

test('a record is one line', () => {
  const line = lineOf({ ...NOTHING, notes: ['two\nlines'] });
  expect(line).not.toContain('\n');
});

test('metrics follow the embedded metric format', () => {
  const { _aws, ...root } = parse(lineOf({ ...NOTHING, metrics: { 'HealthyTargets/web/a': 2 } }));
  expect(_aws).toStrictEqual({
    Timestamp: completedAt.getTime(),
    CloudWatchMetrics: [
      {
        Namespace: 'Honmaru',
        Dimensions: [['Site', 'Check']],
        Metrics: [
          { Name: 'CheckCompleted' },
          { Name: 'CheckUnknown' },
          { Name: 'HealthyTargets/web/a' },
          { Name: 'RecordUnstored' },
          { Name: 'RedundancyLost' },
          { Name: 'ServiceDown' },
        ],
      },
    ],
  });
  expect(root).toStrictEqual({
    Site: 'test-site',
    Check: 'topology-check',
    CheckCompleted: 1,
    'HealthyTargets/web/a': 2,
    CheckUnknown: 0,
    RedundancyLost: 0,
    ServiceDown: 0,
    RecordUnstored: 0,
    record: {
      version: 1,
      requestId: 'r-1',
      startedAt: '2026-11-25T00:00:00.000Z',
      completedAt: '2026-11-25T00:00:02.000Z',
      status: 'HEALTHY',
      outcome: 'HEALTHY',
      previousOutcome: 'UNKNOWN',
      announcedBefore: 'UNKNOWN',
      changed: true,
      inputs: sha256('{}'),
      findings: [],
      questions: [],
      notes: [],
      reasons: [],
      evidence: null,
      leftOut: 0,
      stored: REFERENCE,
    },
  });
});

test('a directive names at most 100 metrics', () => {
  const metrics = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`m${String(index)}`, index]));
  const { _aws } = parse(lineOf({ ...NOTHING, metrics }));
  expect(_aws.CloudWatchMetrics.map(({ Metrics }) => Metrics.length)).toStrictEqual([100, 100, 55]);
});

test.each([
  [95, [100]],
  [96, [100, 1]],
])('with %i metrics of its own and five of every run a line has directives of %p', (count, lengths) => {
  const metrics = Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${String(index)}`, index]));
  const { _aws } = parse(lineOf({ ...NOTHING, metrics }));
  expect(_aws.CloudWatchMetrics.map(({ Metrics }) => Metrics.length)).toStrictEqual(lengths);
});

test('a thousand findings stay below the size of a log event, and what is left out is counted', () => {
  const findings = Array.from({ length: 1_000 }, (_, index) => ({
    code: 'RouteMissing',
    effect: 'redundancy' as const,
    subject: `rtb-${String(index)}`,
    detail: 'x'.repeat(300),
  }));
  const line = lineOf({ ...NOTHING, findings });
  expect(Buffer.byteLength(line)).toBeLessThan(256 * 1024);
  expect(parse(line).record.leftOut).toBe(900);
});

test('a record that is not stored says so, and is counted', () => {
  const line = parse(lineOf(NOTHING, false));
  expect(line).toMatchObject({ RecordUnstored: 1, record: { stored: null } });
});

test('no line is longer than a log event may be, whatever is found', () => {
  const text = '\u0000火'.repeat(2_000);
  const entry = { code: 'Malformed', effect: 'service', subject: text, detail: text, reason: text } as const;
  const entries = Array.from({ length: 500 }, () => entry);
  const line = lineOf({ findings: entries, questions: entries, notes: entries.map(() => text), metrics: {} });
  expect(Buffer.byteLength(line)).toBeLessThan(256 * 1024);
});
