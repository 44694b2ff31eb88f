import { jsonReply } from '../support/fake-audit';
import { secondsAgo, TRAIL_ARN } from './expectation';
import { epoch, foundIn, run, trailMembers } from './run-with-replies';

describe('trails', () => {
  test('F56 no trail is a gap', async () => {
    const { line } = await run({ DescribeTrails: () => jsonReply({ trailList: [] }) });
    expect(foundIn(line)).toStrictEqual(['TrailMissing trails']);
  });

  test('the selectors of a trail that has none of its own are not asked for', async () => {
    const { line, operations } = await run({
      DescribeTrails: () => jsonReply({ trailList: [{ ...trailMembers, HasCustomEventSelectors: false }] }),
    });
    expect(line.record.status).toBe('HEALTHY');
    expect(operations).not.toContain('GetEventSelectors');
  });

  const basic = (members: object) => ({
    EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ...members }],
  });
  const field = (Field: string, operator: string, ...values: readonly string[]) => ({ Field, [operator]: values });
  const management = field('eventCategory', 'Equals', 'Management');
  const advanced = (...FieldSelectors: readonly object[]) => ({
    AdvancedEventSelectors: [{ Name: 'n', FieldSelectors }],
  });

  test.each<[string, object, readonly string[], readonly string[]]>([
    ['all', basic({}), [], []],
    ['changes only', basic({ ReadWriteType: 'WriteOnly' }), [], []],
    ['reads only', basic({ ReadWriteType: 'ReadOnly' }), ['TrailMissing trails'], []],
    ['data only', basic({ IncludeManagementEvents: false }), ['TrailMissing trails'], []],
    [
      'all but keys',
      basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
      [`TrailPartial ${TRAIL_ARN}`],
      [],
    ],
    ['all but data calls of RDS', basic({ ExcludeManagementEventSources: ['rdsdata.amazonaws.com'] }), [], []],
    ['all, advanced', advanced(management), [], []],
    ['changes only, advanced', advanced(management, field('readOnly', 'Equals', 'false')), [], []],
    ['reads only, advanced', advanced(management, field('readOnly', 'Equals', 'true')), ['TrailMissing trails'], []],
    ['data only, advanced', advanced(field('eventCategory', 'Equals', 'Data')), ['TrailMissing trails'], []],
    ['no category', advanced(field('readOnly', 'Equals', 'false')), ['TrailMissing trails'], []],
    [
      'all but keys, advanced',
      advanced(management, field('eventSource', 'NotEquals', 'kms.amazonaws.com')),
      [`TrailPartial ${TRAIL_ARN}`],
      [],
    ],
    [
      'all but RDS data, advanced',
      advanced(management, field('eventSource', 'NotEquals', 'rdsdata.amazonaws.com')),
      [],
      [],
    ],
    ['one source', advanced(management, field('eventSource', 'Equals', 'kms.amazonaws.com')), [], ['Incomplete']],
    ['names left out', advanced(management, field('eventName', 'NotEquals', 'PutObject')), [], ['Incomplete']],
    [
      'two selectors, of which one is enough',
      { EventSelectors: [...basic({ ReadWriteType: 'ReadOnly' }).EventSelectors, ...basic({}).EventSelectors] },
      [],
      [],
    ],
    ['both kinds', { ...basic({}), ...advanced(management) }, [], ['Malformed']],
    ['neither kind', { EventSelectors: [] }, [], ['Malformed']],
  ])('F56 a trail that records %s is judged by it', async (_what, selectors, found, questions) => {
    const { line } = await run({ GetEventSelectors: () => jsonReply({ TrailARN: TRAIL_ARN, ...selectors }) });
    expect(foundIn(line)).toStrictEqual(found);
    expect(line.record.questions.map(({ code }) => code)).toStrictEqual(questions);
  });

  test.each([
    [{ IsLogging: false }, 'TrailStopped'],
    [{ LatestDeliveryError: 'AccessDenied' }, 'TrailFailing'],
    [{ LatestDigestDeliveryError: 'AccessDenied' }, 'TrailUnvalidated'],
    [{ LatestDeliveryTime: epoch(secondsAgo(901)) }, 'TrailSilent'],
  ])('F56 the status %j is a gap', async (members, code) => {
    const status = { IsLogging: true, LatestDeliveryTime: epoch(secondsAgo(900)), ...members };
    const { line } = await run({ GetTrailStatus: () => jsonReply(status) });
    expect(foundIn(line)).toStrictEqual([`${code} ${TRAIL_ARN}`]);
    expect(line.AuditGaps).toBe(1);
  });

  test('errors that are empty are none', async () => {
    const { line } = await run({
      GetTrailStatus: () =>
        jsonReply({
          IsLogging: true,
          LatestDeliveryTime: epoch(secondsAgo(1)),
          LatestDeliveryError: '',
          LatestDigestDeliveryError: '',
        }),
    });
    expect(line.record.status).toBe('HEALTHY');
  });
});
