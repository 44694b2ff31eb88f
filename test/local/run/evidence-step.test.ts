import { createHash } from 'node:crypto';
import type { LocalClients } from '../../../lib/local/aws';
import type { WatchedSite } from '../../../lib/local/run/check-steps';
import { readEvidence } from '../../../lib/local/run/evidence-step';
import { fakeClients } from '../aws/support/fake-clients';
import { deployedCheck } from '../site/support/deployed';
import { notedContext } from './support/run-context';

const TOKYO = 'ap-northeast-1';
const VIRGINIA = 'us-east-1';

const first = JSON.stringify({ function: 'topology-check', sequence: 1, previous: null, beginning: 'first' });
const second = JSON.stringify({
  ...{ function: 'topology-check', sequence: 2, beginning: null },
  previous: createHash('sha256').update(first).digest('hex'),
});

/** Texts of records, by their bucket. */
type Buckets = Readonly<Record<string, readonly string[]>>;

/** A Region with these buckets, whose records are locked, but for those of some functions. */
function region(
  name: string,
  buckets: Buckets,
  unlocked: readonly string[] = [],
): { clients: LocalClients; listed: () => unknown[] } {
  const { clients, calls } = fakeClients(
    {
      ListObjectVersions: ({ input }) => ({
        Versions: buckets[String(input['Bucket'])]?.map((text, index) => ({
          ...{ Key: `${functionOf(text)}/2026-11-25.json`, VersionId: String(index) },
        })),
      }),
      GetObject: ({ input }) => {
        const text = buckets[String(input['Bucket'])]?.[Number(input['VersionId'])] ?? '';
        return { Body: { transformToString: () => Promise.resolve(text) } };
      },
      GetObjectRetention: ({ input }) =>
        !unlocked.includes(String(input['Key']).split('/')[0] ?? '')
          ? { Retention: { Mode: 'GOVERNANCE', RetainUntilDate: new Date(Date.now() + 60_000) } }
          : {},
      DeleteObject: () => {
        throw Object.assign(new Error('denied'), { name: 'AccessDenied' });
      },
    },
    name,
  );
  const listed = () =>
    calls.filter(({ action }) => action === 'ListObjectVersions').map(({ input }) => input['Bucket']);
  return { clients, listed };
}

const functionOf = (text: string): string => (JSON.parse(text) as { readonly function: string }).function;

const check = (name: 'topology-check' | 'database-check' | 'heartbeat-check', inRegion: string, bucket?: string) =>
  [
    name,
    deployedCheck({ name, region: inRegion, environment: bucket === undefined ? {} : { RECORD_BUCKET: bucket } }),
  ] as const;

/** Looks at what is left in these Regions, by functions that announced two changes. */
async function look(regions: readonly LocalClients[], missing: readonly object[] = []) {
  const noted = notedContext();
  const site = {
    lane: { announced: () => Promise.resolve({ announcements: [{}, {}], missing }) },
    clients: new Map(regions.map((clients) => [clients.region, clients])),
    checks: {
      byName: new Map([
        check('topology-check', TOKYO, 'records'),
        check('database-check', TOKYO, 'records'),
        check('heartbeat-check', VIRGINIA, 'elsewhere'),
      ]),
    },
  } as unknown as WatchedSite;
  await readEvidence(noted.context, site);
  return noted;
}

test('records that are chained and locked, and changes that arrived, are counted', async () => {
  const tokyo = region(TOKYO, { records: [second, first] });
  const virginia = region(VIRGINIA, { elsewhere: [first] });
  const { report, told } = await look([tokyo.clients, virginia.clients]);
  expect(report().problems).toStrictEqual([]);
  expect(told[1]).toBe(
    'notices of changes, and decision records: done 2 changes announced, 3 records chained, the lock of 2 tried',
  );
});

test('every bucket is read in its own Region, and once', async () => {
  const tokyo = region(TOKYO, { records: [first] });
  const virginia = region(VIRGINIA, { elsewhere: [first] });
  await look([tokyo.clients, virginia.clients]);
  expect([tokyo.listed(), virginia.listed()]).toStrictEqual([['records'], ['elsewhere']]);
});

test('a change that nobody was told of is a problem', async () => {
  const missing = [{ check: 'database-check', from: 'HEALTHY', to: 'FAILED' }];
  const { report } = await look([region(TOKYO, { records: [first] }).clients], missing);
  expect(report().problems).toStrictEqual(['nobody was told that database-check went from HEALTHY to FAILED']);
});

test('a chain with a hole is a problem', async () => {
  const { report } = await look([region(TOKYO, { records: [second] }).clients]);
  expect(report().problems).toStrictEqual(['topology-check: record 2 does not follow record 0']);
});

test('a bucket without a record is a problem', async () => {
  const { report, told } = await look([region(TOKYO, { records: [] }).clients]);
  expect(report().problems).toStrictEqual(['no decision record stands in records']);
  expect(told[1]).toContain('0 records');
});

test('a record without a lock is a problem', async () => {
  const { report } = await look([region(TOKYO, { records: [first, second] }, ['topology-check']).clients]);
  expect(report().problems).toStrictEqual(['topology-check/2026-11-25.json of records is not locked']);
});

test('the lock of one record of each function is tried', async () => {
  const other = JSON.stringify({ function: 'database-check', sequence: 1, previous: null, beginning: 'first' });
  const { report } = await look([region(TOKYO, { records: [first, second, other] }, ['database-check']).clients]);
  expect(report().problems).toStrictEqual(['database-check/2026-11-25.json of records is not locked']);
});
