import { S3Client } from '@aws-sdk/client-s3';
import type { Outcome } from '../../../lambda/copy-objects/answer';
import { run } from '../../../lambda/copy-objects/run';
import { FakeS3, s3Error } from '../support/fake-s3';
import { connectionReset, fakeClientConfig, type Reply, type SentRequest } from '../support/fake-transport';

const properties = {
  ServiceToken: 'arn:aws:lambda:ap-northeast-1:111111111111:function:f',
  Bucket: 'site-releases',
  Key: 'web/abc.zip',
  SourceBucket: 'cdk-assets',
  SourceKey: 'a b.zip',
  ContentHash: 'abc',
  ContentType: 'application/zip',
  CacheControl: 'no-store',
};

const ID = 'site-releases/web/abc.zip';

function request(type: 'Create' | 'Update' | 'Delete', changes: object = {}) {
  return {
    RequestType: type,
    ResponseURL: 'https://cloudformation.example/answer?X-Amz-Signature=secret',
    StackId: 'arn:aws:cloudformation:ap-northeast-1:111111111111:stack/s/1',
    RequestId: 'r',
    ResourceType: 'Custom::UploadedObject',
    LogicalResourceId: 'Logical',
    ...(type === 'Create' ? {} : { PhysicalResourceId: ID }),
    ResourceProperties: properties,
    ...changes,
  };
}

/** Runs requests one after the other against one bucket. */
function bench(intercept?: (request: SentRequest, nth: number) => Reply | undefined) {
  const fake = new FakeS3(intercept);
  const s3 = new S3Client(fakeClientConfig(fake.transport));
  const lines: string[] = [];
  const waits: number[] = [];
  const send = async (payload: unknown, remainingMilliseconds = 60_000): Promise<Outcome> => {
    const outcomes: Outcome[] = [];
    await run(payload, remainingMilliseconds, {
      s3,
      wait: (milliseconds, signal) => {
        waits.push(milliseconds);
        return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve();
      },
      answer: (_request, outcome) => {
        outcomes.push(outcome);
        return Promise.resolve();
      },
      write: (line) => lines.push(line),
    });
    const [outcome] = outcomes;
    if (outcome === undefined || outcomes.length !== 1) {
      throw new Error('answered other than once');
    }
    return outcome;
  };
  return { fake, send, lines, waits };
}

function sent(fake: FakeS3): readonly string[] {
  return fake.transport.sent.map(({ method, path }) => `${method} ${path}`);
}

describe('creation', () => {
  test('copies the asset with its headers and the mark of its owner', async () => {
    const { fake, send } = bench();
    expect(await send(request('Create'))).toStrictEqual({ status: 'SUCCESS', physicalId: ID });
    const [copy] = fake.transport.sent;
    expect(copy).toMatchObject({ method: 'PUT', hostname: 'site-releases.s3.ap-northeast-1.amazonaws.com' });
    expect(copy?.headers).toMatchObject({
      'x-amz-copy-source': 'cdk-assets/a%20b.zip',
      'x-amz-metadata-directive': 'REPLACE',
      'x-amz-tagging-directive': 'REPLACE',
      'content-type': 'application/zip',
      'cache-control': 'no-store',
      'x-amz-meta-owner': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
  });

  test('sends no cache header when none is asked for', async () => {
    const { fake, send } = bench();
    await send(request('Create', { ResourceProperties: { ...properties, CacheControl: undefined } }));
    expect(fake.transport.sent[0]?.headers).not.toHaveProperty('cache-control');
  });

  test('done twice gives the same', async () => {
    const { fake, send } = bench();
    expect(await send(request('Create'))).toStrictEqual(await send(request('Create')));
    expect([...fake.objects.keys()]).toStrictEqual(['web/abc.zip']);
  });

  test('waits while access is denied, because a new policy takes its time', async () => {
    const { send, waits } = bench((_request, nth) => (nth < 4 ? s3Error('AccessDenied', 403) : undefined));
    expect((await send(request('Create'))).status).toBe('SUCCESS');
    expect(waits).toStrictEqual([1_000, 2_000, 4_000]);
  });

  test('gives up when access stays denied', async () => {
    const { send, waits } = bench(() => s3Error('AccessDenied', 403));
    expect(await send(request('Create'))).toStrictEqual({
      status: 'FAILED',
      physicalId: 'nothing-Logical',
      reason: 'AccessDenied: no',
    });
    expect(waits).toHaveLength(6);
  });

  test.each([
    ['a missing asset', () => s3Error('NoSuchKey', 404), /NoSuchKey/],
    ['an error in an answer with status 200', () => s3Error('InternalError', 200), /InternalError|200/],
    ['a broken connection', connectionReset, /socket hang up/],
  ])('fails on %s', async (_what, reply, reason) => {
    const { send } = bench(reply);
    const outcome = await send(request('Create'));
    expect(outcome.status).toBe('FAILED');
    expect(outcome.reason).toMatch(reason);
  });

  test('answers in time when S3 never does', async () => {
    const { send } = bench(() => ({ hang: true }));
    const startedAt = performance.now();
    expect(await send(request('Create'), 15_150)).toMatchObject({ status: 'FAILED' });
    expect(performance.now() - startedAt).toBeGreaterThan(100);
  });

  test('marks the object with a hash of stack and resource', async () => {
    const { fake, send } = bench();
    await send(request('Create'));
    await send(request('Create', { LogicalResourceId: 'Other' }));
    await send(request('Create', { StackId: 'other' }));
    const marks = fake.transport.sent.map(({ headers }) => headers['x-amz-meta-owner']);
    expect(marks[0]).toBe('8e5ab5c3e5c71a24fb14a262e4781f58');
    expect(new Set(marks).size).toBe(3);
  });

  test('names every wrong property', async () => {
    const { send } = bench();
    const outcome = await send(request('Create', { ResourceProperties: { ...properties, Bucket: '', Key: 7 } }));
    expect(outcome.reason).toMatch(/^Error: wrong properties: Bucket .+, Key .+$/);
  });

  test.each([{ Bucket: '' }, { Key: undefined }, { Key: 'x'.repeat(901) }, { ContentType: 7 }])(
    'fails on properties with %p and touches nothing',
    async (change) => {
      const { fake, send } = bench();
      const outcome = await send(request('Create', { ResourceProperties: { ...properties, ...change } }));
      expect(outcome).toMatchObject({ status: 'FAILED', physicalId: 'nothing-Logical' });
      expect(outcome.reason).toMatch(/^Error: wrong properties: (Bucket|Key|ContentType) /);
      expect(sent(fake)).toStrictEqual([]);
    },
  );
});

describe('update', () => {
  test('of the content keeps the id and overwrites', async () => {
    const { fake, send } = bench();
    await send(request('Create'));
    const outcome = await send(
      request('Update', {
        ResourceProperties: { ...properties, SourceKey: 'new.zip' },
        OldResourceProperties: properties,
      }),
    );
    expect(outcome).toStrictEqual({ status: 'SUCCESS', physicalId: ID });
    expect(fake.objects.get('web/abc.zip')).toHaveLength(2);
  });

  test('of the key gives a new id and leaves the old object to the deletion that follows', async () => {
    const { fake, send } = bench();
    await send(request('Create'));
    const outcome = await send(request('Update', { ResourceProperties: { ...properties, Key: 'web/def.zip' } }));
    expect(outcome.physicalId).toBe('site-releases/web/def.zip');
    expect([...fake.objects.keys()]).toStrictEqual(['web/abc.zip', 'web/def.zip']);
    await send(request('Delete'));
    expect([...fake.objects.keys()]).toStrictEqual(['web/def.zip']);
  });

  test('that fails keeps the old id, so that nothing is deleted', async () => {
    const { send } = bench(() => s3Error('NoSuchKey', 404));
    expect(await send(request('Update'))).toMatchObject({ status: 'FAILED', physicalId: ID });
  });
});

describe('deletion', () => {
  test('removes every version and delete marker of the key, over all pages, and no other key', async () => {
    const { fake, send } = bench();
    fake.put('web/abc.zip', { 'x-amz-meta-owner': 'somebody before' });
    fake.put('web/abc.zip.sig');
    await send(request('Create'));
    await send(request('Update'));
    expect(await send(request('Delete'))).toStrictEqual({ status: 'SUCCESS', physicalId: ID });
    expect([...fake.objects.keys()]).toStrictEqual(['web/abc.zip.sig']);
  });

  test('only adds a delete marker when versions are kept', async () => {
    const { fake, send } = bench();
    const kept = { ...properties, KeepVersions: 'true' };
    await send(request('Create', { ResourceProperties: kept }));
    await send(request('Delete', { ResourceProperties: kept }));
    expect(fake.objects.get('web/abc.zip')?.map(({ headers }) => headers === undefined)).toStrictEqual([true, false]);
  });

  test.each([
    ['another resource of the stack', { 'x-amz-meta-owner': 'other' }],
    ['somebody else', {}],
  ])('leaves an object that %s has written since', async (_who, headers) => {
    const { fake, send } = bench();
    await send(request('Create'));
    fake.put('web/abc.zip', headers);
    expect((await send(request('Delete'))).status).toBe('SUCCESS');
    expect(fake.objects.get('web/abc.zip')).toHaveLength(2);
  });

  test('done twice succeeds twice', async () => {
    const { send } = bench();
    await send(request('Create'));
    await send(request('Delete'));
    expect((await send(request('Delete'))).status).toBe('SUCCESS');
  });

  test('of a resource that was never made does nothing', async () => {
    const { fake, send } = bench();
    const outcome = await send(request('Delete', { PhysicalResourceId: 'nothing-Logical', ResourceProperties: {} }));
    expect(outcome).toStrictEqual({ status: 'SUCCESS', physicalId: 'nothing-Logical' });
    expect(sent(fake)).toStrictEqual([]);
  });

  test('waits while looking at the object is denied', async () => {
    const { fake, send, waits } = bench(({ method }, nth) =>
      method === 'HEAD' && nth < 3 ? { status: 403 } : undefined,
    );
    await send(request('Create'));
    expect((await send(request('Delete'))).status).toBe('SUCCESS');
    expect(waits).toStrictEqual([1_000, 2_000]);
    expect(fake.objects.size).toBe(0);
  });

  test('succeeds when the bucket is gone', async () => {
    const { send } = bench(({ method }) => (method === 'HEAD' ? { status: 404 } : s3Error('NoSuchBucket', 404)));
    expect((await send(request('Delete'))).status).toBe('SUCCESS');
  });

  test('fails when versions cannot be deleted', async () => {
    const { send } = bench(({ method }) => (method === 'DELETE' ? s3Error('AccessDenied', 403) : undefined));
    await send(request('Create'));
    expect(await send(request('Delete'))).toMatchObject({ status: 'FAILED', reason: 'AccessDenied: no' });
  });
});

test('the log holds neither the address of the answer nor the properties', async () => {
  const { send, lines } = bench();
  await send(request('Create'));
  expect(lines.map((line): unknown => JSON.parse(line))).toStrictEqual([
    {
      RequestType: 'Create',
      StackId: 'arn:aws:cloudformation:ap-northeast-1:111111111111:stack/s/1',
      LogicalResourceId: 'Logical',
      RequestId: 'r',
      status: 'SUCCESS',
      physicalId: ID,
    },
  ]);
  expect(lines.join('')).not.toMatch(/X-Amz-Signature|cdk-assets/);
});

test('a payload without an address to answer to is an error', async () => {
  const { send } = bench();
  await expect(send({ RequestType: 'Create' })).rejects.toThrow();
});
