import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../../../lambda/shared/clock';
import { writeLine } from '../../../lambda/shared/finish-run';
import { known, unknown } from '../../../lambda/shared/observed';
import { containerSurroundings, recordHeads } from '../../../lambda/shared/surroundings';
import { FakeRecordBucket } from '../support/fake-record-bucket';
import { fakeClientConfig } from '../support/fake-transport';

const MISSING = unknown('Incomplete', 'RECORD_BUCKET names no bucket');

test('a container has the clock of the machine, its log, and remembers nothing yet', () => {
  expect(containerSurroundings({ RECORD_BUCKET: 'bucket' })).toMatchObject({
    clock: systemClock,
    write: writeLine,
    memory: { announced: null },
  });
});

test.each([{}, { RECORD_BUCKET: '' }])(
  'without a bucket, as in %p, no record is kept, and every run says so',
  async (environment) => {
    const { heads } = containerSurroundings(environment);
    expect(await heads.read('key')).toStrictEqual(MISSING);
    expect(await heads.write('key', 'text', undefined)).toStrictEqual(MISSING);
    expect(await heads.list('key')).toStrictEqual(MISSING);
  },
);

test('with a bucket, records go there', async () => {
  const { transport } = new FakeRecordBucket();
  const heads = recordHeads({ RECORD_BUCKET: 'site-records' }, () => new S3Client(fakeClientConfig(transport)));
  expect(await heads.read('key')).toStrictEqual(known('absent'));
  expect(transport.sent).toMatchObject([{ hostname: 'site-records.s3.ap-northeast-1.amazonaws.com' }]);
});

test('the environment is that of the process', async () => {
  expect(process.env.RECORD_BUCKET).toBeUndefined();
  expect(await recordHeads().read('key')).toStrictEqual(MISSING);
  expect(await containerSurroundings().heads.read('key')).toStrictEqual(MISSING);
});
