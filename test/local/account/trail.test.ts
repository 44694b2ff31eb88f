import { makeTrail, setTrailLogging } from '../../../lib/local/account';
import { ACCOUNT, changesIn, fakeClients } from '../aws/support/fake-clients';
import { jsonServer } from '../aws/support/json-server';

const server = jsonServer(() => ({ body: {} }));

function account(region: string) {
  return fakeClients({ CreateBucket: () => ({}) }, region, server.endpoint());
}

const action = (name: string): string => `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${name}`;
const asked = () => server.seen.map(({ target, body }) => [target, JSON.parse(body) as unknown]);

test('a trail of every Region is made with its bucket, and records', async () => {
  const { clients, calls } = account('ap-northeast-1');
  await makeTrail(clients);
  const Bucket = `account-trail-${ACCOUNT}`;
  expect(changesIn(calls)).toStrictEqual([
    ['CreateBucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' } }],
  ]);
  expect(asked()).toStrictEqual([
    [
      action('CreateTrail'),
      {
        ...{ Name: 'account-trail', S3BucketName: Bucket },
        ...{ IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true, EnableLogFileValidation: true },
      },
    ],
    [action('StartLogging'), { Name: 'account-trail' }],
  ]);
});

test('in us-east-1 the bucket is made without a place: that Region has no name there', async () => {
  const { clients, calls } = account('us-east-1');
  await makeTrail(clients);
  expect(changesIn(calls)).toStrictEqual([['CreateBucket', { Bucket: `account-trail-${ACCOUNT}` }]]);
});

test.each([
  [true, 'StartLogging'],
  [false, 'StopLogging'],
])('recording is switched: %p', async (on, name) => {
  const { clients } = account('ap-northeast-3');
  await setTrailLogging(clients, on);
  expect(asked()).toStrictEqual([[action(name), { Name: 'account-trail' }]]);
  expect(server.seen[0]?.authorization).toContain('/ap-northeast-3/cloudtrail/aws4_request');
});
