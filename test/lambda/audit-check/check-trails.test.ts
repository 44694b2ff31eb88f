import { checkTrails } from '../../../lambda/audit-check/check-trails';
import type { TrailObservation, TrailStatus } from '../../../lambda/audit-check/observation';
import { known, unknown } from '../../../lambda/shared/observed';
import { NOW } from '../support/fake-run';
import { secondsAgo, trail, TRAIL_ARN } from './expectation';

const timeout = unknown('Timeout', 'no answer');

const good: TrailStatus = {
  isLogging: true,
  deliveredAt: secondsAgo(60),
  deliveryError: undefined,
  digestError: undefined,
};

function check(...changes: readonly Partial<TrailObservation>[]) {
  const trails = changes.map((change) => ({ ...trail, ...change }));
  const conclusion = checkTrails(900, known(trails), NOW);
  return { ...conclusion, codes: conclusion.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

function statusOf(changes: Partial<TrailStatus>): Partial<TrailObservation> {
  return { status: known({ ...good, ...changes }) };
}

test('F56 a trail of the organization that records and delivers every change is enough', () => {
  expect(check({})).toMatchObject({
    findings: [],
    questions: [],
    notes: [`changes are recorded by ${TRAIL_ARN}`],
  });
});

test('F56 a trail of this Region alone is enough, and said so', () => {
  expect(check({ isMultiRegion: false })).toMatchObject({
    findings: [],
    notes: [`changes are recorded by ${TRAIL_ARN}, in this Region only`],
  });
});

test.each<[string, readonly Partial<TrailObservation>[]]>([
  ['no trail', []],
  ['a trail of data events only', [{ coverage: known('nothing') }]],
])('F56 %s is a gap', (_what, trails) => {
  expect(check(...trails).findings).toStrictEqual([
    {
      code: 'TrailMissing',
      effect: 'redundancy',
      subject: 'trails',
      detail: 'no trail records the changes in this Region',
    },
  ]);
});

test.each<[Partial<TrailObservation>, string, string]>([
  [statusOf({ isLogging: false }), 'TrailStopped', 'the trail is stopped'],
  [statusOf({ deliveryError: 'AccessDenied' }), 'TrailFailing', 'log files are not delivered: AccessDenied'],
  [statusOf({ deliveredAt: secondsAgo(901) }), 'TrailSilent', 'the last delivery is 901 s old, allowed are 900'],
  [{ coverage: known('changes-without-keys') }, 'TrailPartial', 'leaves out KMS: nobody learns who disables a key'],
  [{ isValidated: false }, 'TrailUnvalidated', 'log file validation is off: a changed file would not be noticed'],
  [
    statusOf({ digestError: 'AccessDenied' }),
    'TrailUnvalidated',
    'digests are not delivered: AccessDenied: a changed file would not be noticed',
  ],
])('F56 the trail %j is a gap', (change, code, detail) => {
  expect(check(change)).toMatchObject({
    findings: [{ code, effect: 'redundancy', subject: TRAIL_ARN, detail }],
    questions: [],
  });
});

test('a delivery that is exactly as old as allowed is none', () => {
  expect(check(statusOf({ deliveredAt: secondsAgo(900) })).codes).toStrictEqual([]);
});

test.each<[Partial<TrailObservation>, string, string, string]>([
  [{ status: timeout }, `status of ${TRAIL_ARN}`, 'Timeout', 'no answer'],
  [{ coverage: timeout }, `events of ${TRAIL_ARN}`, 'Timeout', 'no answer'],
  [
    { coverage: known('unclear') },
    `events of ${TRAIL_ARN}`,
    'Incomplete',
    'its selectors leave out more than is understood',
  ],
  [statusOf({ deliveredAt: undefined }), `delivery of ${TRAIL_ARN}`, 'Incomplete', 'nothing was ever delivered'],
  [
    statusOf({ deliveredAt: secondsAgo(-61) }),
    `delivery of ${TRAIL_ARN}`,
    'Contradictory',
    'the last one lies in the future',
  ],
])('what is not known of a trail is an open question: %j', (change, subject, code, reason) => {
  expect(check(change)).toMatchObject({
    findings: [],
    questions: [{ subject, code, reason, effect: 'redundancy' }],
  });
});

test('without an answer trails are an open question', () => {
  expect(checkTrails(900, timeout, NOW)).toMatchObject({
    findings: [],
    questions: [{ subject: 'trails', code: 'Timeout', effect: 'redundancy' }],
  });
});

describe('of several trails the best counts', () => {
  const stopped = { arn: 'a-stopped', ...statusOf({ isLogging: false }) };
  const partial = { arn: 'b-partial', coverage: known('changes-without-keys' as const) };
  const unvalidated = { arn: 'c-unvalidated', isValidated: false };
  const doubtful = { arn: 'd-doubtful', status: timeout };
  const doubtfulTwice = { arn: 'c-doubtful', status: timeout, coverage: timeout };

  test.each<[string, readonly Partial<TrailObservation>[], readonly string[]]>([
    ['one without fault hides all others', [stopped, {}, partial], []],
    [
      'one that could be changed unnoticed before one that leaves keys out',
      [partial, unvalidated],
      ['TrailUnvalidated c-unvalidated'],
    ],
    ['one that leaves keys out before one that is stopped', [stopped, partial], ['TrailPartial b-partial']],
    [
      'one with both lesser faults before one that is stopped',
      [stopped, { ...partial, isValidated: false }],
      ['TrailPartial b-partial', 'TrailUnvalidated b-partial'],
    ],
    ['one with a doubt before one with a fault', [unvalidated, doubtful], []],
  ])('%s', (_what, trails, codes) => {
    expect(check(...trails).codes).toStrictEqual(codes);
    expect(check(...[...trails].reverse()).codes).toStrictEqual(codes);
  });

  test('of doubtful ones that with the fewest open questions counts', () => {
    expect(check(doubtfulTwice, doubtful).questions.map(({ subject }) => subject)).toStrictEqual([
      'status of d-doubtful',
    ]);
  });

  test('nothing is noted of those that do not count', () => {
    expect(check(stopped, {}).notes).toStrictEqual([`changes are recorded by ${TRAIL_ARN}`]);
  });

  test('of equals the first by name counts', () => {
    expect(check({ arn: 'y', isValidated: false }, { arn: 'x', isValidated: false }).codes).toStrictEqual([
      'TrailUnvalidated x',
    ]);
  });
});
