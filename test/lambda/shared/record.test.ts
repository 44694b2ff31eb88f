import { decide, NOTHING } from '../../../lambda/shared/decision';
import { recordLine, type Run } from '../../../lambda/shared/record';

const run: Run = {
  check: 'topology-check',
  site: 'test-site',
  requestId: 'r-1',
  startedAt: new Date('2026-11-25T00:00:00Z'),
  completedAt: new Date('2026-11-25T00:00:02Z'),
};

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
  const line = recordLine(run, decide({ ...NOTHING, notes: ['two\nlines'] }));
  expect(line).not.toContain('\n');
});

test('metrics follow the embedded metric format', () => {
  const { _aws, ...root } = parse(recordLine(run, decide({ ...NOTHING, metrics: { 'HealthyTargets/web/a': 2 } })));
  expect(_aws).toStrictEqual({
    Timestamp: run.completedAt.getTime(),
    CloudWatchMetrics: [
      {
        Namespace: 'Honmaru',
        Dimensions: [['Site', 'Check']],
        Metrics: [
          { Name: 'CheckCompleted' },
          { Name: 'CheckUnknown' },
          { Name: 'HealthyTargets/web/a' },
          { Name: 'RedundancyLost' },
          { Name: 'ServiceDown' },
        ],
      },
    ],
  });
  expect(root).toMatchObject({
    Site: 'test-site',
    Check: 'topology-check',
    CheckCompleted: 1,
    'HealthyTargets/web/a': 2,
    record: {
      version: 1,
      requestId: 'r-1',
      startedAt: '2026-11-25T00:00:00.000Z',
      completedAt: '2026-11-25T00:00:02.000Z',
      status: 'HEALTHY',
      leftOut: 0,
    },
  });
});

test('a directive names at most 100 metrics', () => {
  const metrics = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`m${String(index)}`, index]));
  const { _aws } = parse(recordLine(run, decide({ ...NOTHING, metrics })));
  expect(_aws.CloudWatchMetrics.map(({ Metrics }) => Metrics.length)).toStrictEqual([100, 100, 54]);
});

test('a thousand findings stay below the size of a log event, and what is left out is counted', () => {
  const findings = Array.from({ length: 1_000 }, (_, index) => ({
    code: 'RouteMissing',
    effect: 'redundancy' as const,
    subject: `rtb-${String(index)}`,
    detail: 'x'.repeat(300),
  }));
  const line = recordLine(run, decide({ ...NOTHING, findings }));
  expect(Buffer.byteLength(line)).toBeLessThan(256 * 1024);
  expect(parse(line).record.leftOut).toBe(900);
});
