import { S3Client } from '@aws-sdk/client-s3';
import { lockProblems, readStoredRecords } from '../../../lib/local/observe';

type Answers = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** A client that answers commands by their names. */
function fakeS3(answers: Answers): { readonly s3: S3Client; readonly asked: string[] } {
  const asked: string[] = [];
  const s3 = new S3Client({ region: 'us-east-1' });
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: object }) => {
    await Promise.resolve();
    const name = command.constructor.name.replace('Command', '');
    asked.push(name);
    return answers[name]?.(command.input as Record<string, unknown>) ?? {};
  };
  Object.assign(s3, { send });
  return { s3, asked };
}

const body = (text: string) => ({ Body: { transformToString: () => Promise.resolve(text) } });

test('reads every version of every object, on every page', async () => {
  const { s3 } = fakeS3({
    ListObjectVersions: ({ KeyMarker }) =>
      KeyMarker === undefined
        ? { Versions: [{ Key: 'a', VersionId: '1' }], IsTruncated: true, NextKeyMarker: 'a', NextVersionIdMarker: '1' }
        : { Versions: Array.from({ length: 9 }, (_, index) => ({ Key: 'b', VersionId: String(index) })) },
    GetObject: ({ Key, VersionId }) => body(`${String(Key)} ${String(VersionId)}`),
  });
  const records = await readStoredRecords(s3, 'bucket');
  expect(records).toHaveLength(10);
  expect([records[0], records[9]]).toStrictEqual([
    { key: 'a', versionId: '1', text: 'a 1' },
    { key: 'b', versionId: '8', text: 'b 8' },
  ]);
});

const record = { key: 'a', versionId: '1' };
const later = { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Date.now() + 60_000) } };
const refuse = () => {
  throw Object.assign(new Error('denied'), { name: 'AccessDenied' });
};

test('a locked record that nobody can delete has no problems', async () => {
  const { s3, asked } = fakeS3({ GetObjectRetention: () => later, DeleteObject: refuse });
  expect(await lockProblems(s3, 'bucket', record)).toStrictEqual([]);
  expect(asked).toStrictEqual(['GetObjectRetention', 'DeleteObject']);
});

test('a locked record that could be deleted is a problem', async () => {
  const { s3 } = fakeS3({ GetObjectRetention: () => later, DeleteObject: () => ({}) });
  expect(await lockProblems(s3, 'bucket', record)).toStrictEqual([
    'a locked version of a could be deleted from bucket',
  ]);
});

test.each<[string, object]>([
  ['has no lock', {}],
  ['had one', { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(0) } }],
])('a record that %s is a problem, and is not deleted to prove it', async (_, retention) => {
  const { s3, asked } = fakeS3({ GetObjectRetention: () => retention });
  expect(await lockProblems(s3, 'bucket', record)).toStrictEqual(['a of bucket is not locked']);
  expect(asked).toStrictEqual(['GetObjectRetention']);
});
