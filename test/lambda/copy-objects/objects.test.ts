import { S3Client } from '@aws-sdk/client-s3';
import { deleteObject, type ObjectStore } from '../../../lambda/copy-objects/objects';
import { s3Error } from '../support/fake-s3';
import { fakeClientConfig, FakeTransport, type Reply, type SentRequest } from '../support/fake-transport';

const address = { bucket: 'site-releases', key: 'web/abc.zip' };

/** A store whose bucket answers as told, and a way to stop it. */
function store(answer: (request: SentRequest) => Reply) {
  const transport = new FakeTransport(answer);
  const stop = new AbortController();
  const waits: number[] = [];
  const objects: ObjectStore = {
    s3: new S3Client(fakeClientConfig(transport)),
    signal: stop.signal,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { objects, transport, stop, waits };
}

const owned: Reply = { headers: { 'x-amz-meta-owner': 'me' } };
const options = { owner: 'me', keepVersions: false };

test.each(['HEAD', 'GET', 'DELETE'])('a %s that hangs ends with the signal', async (hanging) => {
  const listed = `<ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>${address.key}</Key><VersionId>v1</VersionId></Version></ListVersionsResult>`;
  const { objects, transport, stop } = store(({ method }) => {
    if (method === hanging) {
      setTimeout(() => {
        stop.abort();
      }, 5);
      return { hang: true };
    }
    return method === 'HEAD' ? owned : { body: listed };
  });
  await expect(deleteObject(address, options, objects)).rejects.toThrow('Request aborted');
  expect(transport.sent.at(-1)?.method).toBe(hanging);
});

test('of a list of longer keys and of versions without an id nothing is deleted', async () => {
  const listed =
    '<ListVersionsResult><IsTruncated>false</IsTruncated>' +
    '<Version><Key>web/abc.zip.sig</Key><VersionId>v1</VersionId></Version>' +
    '<Version><Key>web/abc.zip</Key></Version>' +
    '<DeleteMarker><Key>web/abc.zip</Key><VersionId>v3</VersionId></DeleteMarker></ListVersionsResult>';
  const { objects, transport } = store(({ method }) => (method === 'HEAD' ? owned : { body: listed }));
  await deleteObject(address, options, objects);
  const deleted = transport.sent.filter(({ method }) => method === 'DELETE').map(({ query }) => query.versionId);
  expect(deleted).toStrictEqual(['v3']);
});

test('a list without entries deletes nothing', async () => {
  const { objects, transport } = store(({ method }) =>
    method === 'HEAD' ? owned : { body: '<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>' },
  );
  await deleteObject(address, options, objects);
  expect(transport.sent.map(({ method }) => method)).toStrictEqual(['HEAD', 'GET']);
});

test('an object without any metadata belongs to somebody else', async () => {
  const { objects, transport } = store(() => ({ headers: {} }));
  await deleteObject(address, { ...options, owner: '' }, objects);
  expect(transport.sent.map(({ method }) => method)).toContain('GET');
  const other = store(() => ({ headers: {} }));
  await deleteObject(address, options, other.objects);
  expect(other.transport.sent.map(({ method }) => method)).toStrictEqual(['HEAD']);
});

test('an object that is gone already is listed all the same, for its older versions', async () => {
  const { objects, transport } = store(({ method }) =>
    method === 'HEAD'
      ? { status: 404 }
      : { body: '<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>' },
  );
  await deleteObject(address, options, objects);
  expect(transport.sent.map(({ method }) => method)).toStrictEqual(['HEAD', 'GET']);
});

test('only a denial is waited for, not a failure', async () => {
  const { objects, waits } = store(() => s3Error('InternalError', 500));
  await expect(deleteObject(address, options, objects)).rejects.toThrow();
  expect(waits).toStrictEqual([]);
});
