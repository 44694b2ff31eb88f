import { makeBucket, removeBucket } from '../../../lib/local/drill/scratch-bucket';
import { changesIn, fakeClients, type Answers } from '../aws/support/fake-clients';

const ok = () => ({});
const ACCEPTS: Answers = { CreateBucket: ok, PutBucketVersioning: ok, DeleteObject: ok, DeleteBucket: ok };

test('a bucket is made where it is needed, with versions', async () => {
  const { clients, calls } = fakeClients(ACCEPTS, 'ap-northeast-3');
  await makeBucket(clients, 'scratch');
  expect(changesIn(calls)).toStrictEqual([
    ['CreateBucket', { Bucket: 'scratch', CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-3' } }],
    ['PutBucketVersioning', { Bucket: 'scratch', VersioningConfiguration: { Status: 'Enabled' } }],
  ]);
});

test('in us-east-1 it is made without a place: that Region has no name there', async () => {
  const { clients, calls } = fakeClients(ACCEPTS, 'us-east-1');
  await makeBucket(clients, 'scratch');
  expect(changesIn(calls)[0]).toStrictEqual(['CreateBucket', { Bucket: 'scratch' }]);
});

test('it is removed with every version of what is in it', async () => {
  const { clients, calls } = fakeClients({
    ...ACCEPTS,
    ListObjectVersions: () => ({
      Versions: ['1', '2'].map((VersionId) => ({ Key: 'a', VersionId })),
      DeleteMarkers: [{ Key: 'b', VersionId: '3' }],
    }),
  });
  await removeBucket(clients, 'scratch');
  const gone = (Key: string, VersionId: string) => ['DeleteObject', { Bucket: 'scratch', Key, VersionId }];
  expect(changesIn(calls)).toStrictEqual([
    ...[gone('a', '1'), gone('a', '2'), gone('b', '3')],
    ['DeleteBucket', { Bucket: 'scratch' }],
  ]);
});

test('an empty one is removed at once', async () => {
  const { clients, calls } = fakeClients({ ...ACCEPTS, ListObjectVersions: ok });
  await removeBucket(clients, 'scratch');
  expect(changesIn(calls)).toStrictEqual([['DeleteBucket', { Bucket: 'scratch' }]]);
});
