import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { known, unknown } from '../../../../lambda/shared/observed';
import { s3HeadStore } from '../../../../lambda/shared/records/s3-head-store';
import { etagOf, FakeRecordBucket } from '../../support/fake-record-bucket';
import { runOnce, startAt } from '../../support/fake-records';
import { s3Error } from '../../support/fake-s3';
import { connectionReset, fakeClientConfig, PROXY_PAGE, type Reply } from '../../support/fake-transport';

const KEY = 'database-check/2026-11-25.json';
const PATH = '/database-check/2026-11-25.json';

function storeOn(bucket: FakeRecordBucket) {
  return s3HeadStore(new S3Client(fakeClientConfig(bucket.transport)), 'test-site-records');
}

/** A store whose bucket answers everything with this. */
function storeThatAnswers(reply: Reply) {
  return storeOn(new FakeRecordBucket(() => reply));
}

test('a record is read with its ETag', async () => {
  const bucket = new FakeRecordBucket();
  bucket.put(KEY, '{"a":"本丸"}');
  expect(await storeOn(bucket).read(KEY)).toStrictEqual(known({ text: '{"a":"本丸"}', tag: etagOf('{"a":"本丸"}') }));
  expect(bucket.transport.sent).toMatchObject([
    { method: 'GET', hostname: 'test-site-records.s3.ap-northeast-1.amazonaws.com', path: PATH },
  ]);
});

test('a key that does not exist is absent', async () => {
  expect(await storeOn(new FakeRecordBucket()).read(KEY)).toStrictEqual(known('absent'));
});

test('F52 without the right to list, a key that does not exist is denied and not absent', async () => {
  const bucket = new FakeRecordBucket(() => undefined, false);
  expect(await storeOn(bucket).read(KEY)).toStrictEqual(unknown('Denied', 'AccessDenied: no'));
});

test('a record that was hidden behind a delete marker is not absent', async () => {
  const bucket = new FakeRecordBucket();
  bucket.put(KEY, 'record');
  bucket.put(KEY, null);
  expect(await storeOn(bucket).read(KEY)).toStrictEqual(unknown('Contradictory', `${KEY} was deleted`));
});

test('a marker that is none leaves a missing key absent', async () => {
  const reply = { ...s3Error('NoSuchKey', 404), headers: { 'x-amz-delete-marker': 'false' } };
  expect(await storeThatAnswers(reply).read(KEY)).toStrictEqual(known('absent'));
});

test('a bucket that does not exist is no missing key', async () => {
  expect(await storeThatAnswers(s3Error('NoSuchBucket', 404)).read(KEY)).toMatchObject({
    kind: 'unknown',
    code: 'ApiError',
  });
});

test('the first record is written only where none stands', async () => {
  const bucket = new FakeRecordBucket();
  const store = storeOn(bucket);
  expect(await store.write(KEY, 'one', undefined)).toStrictEqual(known({ tag: etagOf('one') }));
  expect(await store.write(KEY, 'two', undefined)).toStrictEqual(known('conflict'));
  expect(bucket.objects.get(KEY)).toStrictEqual(['one']);
  expect(bucket.transport.sent[0]?.headers).toMatchObject({ 'if-none-match': '*' });
  expect(bucket.transport.sent[0]?.headers).not.toHaveProperty('if-match');
});

test('a further record is written only over the version it replaces', async () => {
  const bucket = new FakeRecordBucket();
  const store = storeOn(bucket);
  bucket.put(KEY, 'one');
  expect(await store.write(KEY, 'two', etagOf('one'))).toStrictEqual(known({ tag: etagOf('two') }));
  expect(await store.write(KEY, 'three', etagOf('one'))).toStrictEqual(known('conflict'));
  expect(bucket.objects.get(KEY)).toStrictEqual(['one', 'two']);
  expect(bucket.transport.sent[0]?.headers).toMatchObject({ 'if-match': etagOf('one') });
  expect(bucket.transport.sent[0]?.headers).not.toHaveProperty('if-none-match');
});

test('a version to replace that is gone is a conflict', async () => {
  expect(await storeOn(new FakeRecordBucket()).write(KEY, 'two', etagOf('one'))).toStrictEqual(known('conflict'));
});

test('a write that S3 is doing for somebody else is a conflict', async () => {
  const reply = s3Error('ConditionalRequestConflict', 409);
  expect(await storeThatAnswers(reply).write(KEY, 'one', undefined)).toStrictEqual(known('conflict'));
});

test('a conflict that a proxy made up is none', async () => {
  const reply = { status: 412, body: '<html>Precondition Failed</html>', headers: { 'content-type': 'text/html' } };
  expect(await storeThatAnswers(reply).write(KEY, 'one', undefined)).toMatchObject({ kind: 'unknown' });
});

test('a record is written with the checksum that Object Lock asks for, which is its hash', async () => {
  const bucket = new FakeRecordBucket();
  await storeOn(bucket).write(KEY, '{"a":"本丸"}', undefined);
  expect(bucket.transport.sent).toHaveLength(1);
  expect(bucket.transport.sent[0]).toMatchObject({
    method: 'PUT',
    hostname: 'test-site-records.s3.ap-northeast-1.amazonaws.com',
    path: PATH,
    body: '{"a":"本丸"}',
    headers: {
      'content-type': 'application/json',
      'x-amz-sdk-checksum-algorithm': 'SHA256',
      'x-amz-checksum-sha256': createHash('sha256').update('{"a":"本丸"}').digest('base64'),
    },
  });
});

describe('listing', () => {
  test('reads every key to the last page', async () => {
    const bucket = new FakeRecordBucket();
    for (const day of ['01', '02', '03', '04', '05']) {
      bucket.put(`drill/2026-11-${day}.json`, 'record');
    }
    bucket.put('drill/2026-11-02.json', null);
    bucket.put('database-check/2026-11-25.json', 'record');
    expect(await storeOn(bucket).list('drill/')).toStrictEqual(
      known(['drill/2026-11-01.json', 'drill/2026-11-03.json', 'drill/2026-11-04.json', 'drill/2026-11-05.json']),
    );
    expect(bucket.transport.sent.map(({ query }) => [query.prefix, query['continuation-token']])).toStrictEqual([
      ['drill/', undefined],
      ['drill/', '2'],
    ]);
  });

  test('of nothing is empty', async () => {
    expect(await storeOn(new FakeRecordBucket()).list('drill/')).toStrictEqual(known([]));
  });

  test.each([
    ['fewer keys than it says', '<KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>'],
    [
      'more keys than it says',
      '<KeyCount>0</KeyCount><IsTruncated>false</IsTruncated><Contents><Key>k</Key></Contents>',
    ],
    ['no count', '<IsTruncated>false</IsTruncated>'],
    ['no end', '<KeyCount>0</KeyCount>'],
    ['more to come and no token', '<KeyCount>0</KeyCount><IsTruncated>true</IsTruncated>'],
    [
      'a token and no more to come',
      '<KeyCount>0</KeyCount><IsTruncated>false</IsTruncated><NextContinuationToken>t</NextContinuationToken>',
    ],
    ['a key that is none', '<KeyCount>1</KeyCount><IsTruncated>false</IsTruncated><Contents><Size>1</Size></Contents>'],
  ])('F53 with %s is no list', async (_what, content) => {
    const reply = { body: `<ListBucketResult>${content}</ListBucketResult>` };
    expect(await storeThatAnswers(reply).list('drill/')).toMatchObject({ kind: 'unknown', code: 'Malformed' });
  });
});

describe.each([
  ['reading', (store: ReturnType<typeof storeOn>) => store.read(KEY)],
  ['writing', (store: ReturnType<typeof storeOn>) => store.write(KEY, 'text', undefined)],
  ['listing', (store: ReturnType<typeof storeOn>) => store.list('drill/')],
])('F52 F53 when %s', (_what, call) => {
  test.each([
    ['is throttled', 'Throttled', s3Error('SlowDown', 503)],
    ['fails', 'ApiError', s3Error('InternalError', 500)],
    ['is denied', 'Denied', s3Error('AccessDenied', 403)],
    ['has an expired token', 'Denied', s3Error('ExpiredToken', 400)],
    ['loses its connection', 'Network', connectionReset()],
    ['gets the page of a proxy', 'Malformed', PROXY_PAGE],
    ['gets an empty answer', 'Malformed', { body: '' }],
  ])('%s, nothing is known, with code %s', async (_fault, code, reply) => {
    expect(await call(storeThatAnswers(reply))).toMatchObject({ kind: 'unknown', code });
  });

  test('is throttled twice and then answers, that is one answer', async () => {
    const bucket = new FakeRecordBucket((_request, nth) => (nth < 3 ? s3Error('SlowDown', 503) : undefined));
    expect(await call(storeOn(bucket))).toMatchObject({ kind: 'known' });
    expect(bucket.transport.sent).toHaveLength(3);
  });

  test('is throttled for good, three attempts are made', async () => {
    const bucket = new FakeRecordBucket(() => s3Error('SlowDown', 503));
    await call(storeOn(bucket));
    expect(bucket.transport.sent).toHaveLength(3);
  });
});

test.each([
  ['reading', (store: ReturnType<typeof storeOn>, signal: AbortSignal) => store.read(KEY, signal)],
  ['writing', (store: ReturnType<typeof storeOn>, signal: AbortSignal) => store.write(KEY, 'text', undefined, signal)],
  ['listing', (store: ReturnType<typeof storeOn>, signal: AbortSignal) => store.list('drill/', signal)],
])('F55 %s ends with its signal', async (_what, call) => {
  const store = storeThatAnswers({ hang: true });
  expect(await call(store, AbortSignal.timeout(20))).toStrictEqual(unknown('Timeout', 'AbortError: Request aborted'));
});

test('F53 a record that was cut on its way does not match its checksum', async () => {
  const checksum = createHash('sha256').update('{"whole":true}').digest('base64');
  const headers = { etag: '"e"', 'x-amz-checksum-sha256': checksum };
  expect(await storeThatAnswers({ body: '{"whole":true}', headers }).read(KEY)).toMatchObject({ kind: 'known' });
  expect(await storeThatAnswers({ body: '{"whole":', headers }).read(KEY)).toMatchObject({ kind: 'unknown' });
});

describe('F54 F55 a run with its records in S3', () => {
  const start = startAt('2026-11-25T12:00:00Z');

  test('leaves two versions, the second over the first', async () => {
    const bucket = new FakeRecordBucket();
    const { closed } = await runOnce(storeOn(bucket), start);
    expect(closed.stored).toMatchObject({ kind: 'known', value: { key: KEY, sequence: 2 } });
    const versions = (bucket.objects.get(KEY) ?? []).map((text) => JSON.parse(text ?? '') as unknown);
    expect(versions).toMatchObject([{ state: 'open' }, { state: 'closed' }]);
  });

  test('whose answer is lost does not take its own version, met by the retry, for that of another', async () => {
    const bucket = new FakeRecordBucket((request, nth, apply) => {
      if (request.method !== 'PUT' || nth !== 1) {
        return undefined;
      }
      apply();
      return connectionReset();
    });
    const { run, closed } = await runOnce(storeOn(bucket), start);
    const puts = bucket.transport.sent.filter(({ method }) => method === 'PUT');
    // The write, its retry by the SDK, and the closing record.
    expect(puts.map(({ headers }) => headers['if-match'] ?? headers['if-none-match'])).toStrictEqual([
      '*',
      '*',
      etagOf(bucket.objects.get(KEY)?.[0] ?? ''),
    ]);
    expect(run.opened).toMatchObject({ kind: 'known', value: { sequence: 1 } });
    expect(closed.stored).toMatchObject({ kind: 'known', value: { sequence: 2 } });
    expect(bucket.objects.get(KEY)).toHaveLength(2);
  });

  test('whose answer names a wrong ETag finds its own version again', async () => {
    const bucket = new FakeRecordBucket((request, nth, apply) => {
      if (request.method !== 'PUT' || nth !== 1) {
        return undefined;
      }
      apply();
      return { headers: { etag: '"wrong"' } };
    });
    const { closed } = await runOnce(storeOn(bucket), start);
    expect(closed.stored).toMatchObject({ kind: 'known', value: { sequence: 2 } });
    expect(bucket.objects.get(KEY)).toHaveLength(2);
  });
});
