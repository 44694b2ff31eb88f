import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { FAULTS, WAVES, type DrillFault, type DrillSite } from '../../../lib/local/drill';
import { expectedOf } from '../../../lib/local/drill/drill-fault';
import { isAction } from '../../../lib/local/observe';
import { FakePlane } from './support/ground';
import { SITE, withZones } from './support/site';

/** Functions that watch or decide, and that a site deploys. */
const WATCHING: readonly FunctionLabel[] = [
  ...(['topology-check', 'database-check', 'backup-check', 'audit-check', 'certificate-check'] as const),
  ...(['heartbeat-check', 'fail-over-writer'] as const),
];
/** Sites of which faults may expect different things. */
const SITES: readonly DrillSite[] = [SITE, { ...SITE, acts: false }, withZones(2)];
const ALL = FAULTS.map((fault) => [fault.id, fault] as const);
const kindOf = ({ id }: DrillFault): string => id.split('/')[0] ?? '';

test('every fault has a name of its own', () => {
  expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
});

test('plays every kind of fault', () => {
  expect([...new Set(FAULTS.map(kindOf))]).toStrictEqual([
    ...[
      'writer-crashed',
      'web-server-stopped',
      'app-server-stopped',
      'site-without-post',
      'trail-stopped',
      'web-acl-detached',
    ],
    ...['web-acl-logging-off', 'subscription-removed', 'subscription-unconfirmed', 'topic-key-disabled'],
    ...['recovery-key-disabled', 'restore-test-stale', 'database-certificate-expiring', 'certificate-expiring'],
    ...['heartbeats-missing', 'zone-lost', 'readers-lost', 'probes-silent', 'zonal-shift-active'],
    ...['instances-in-one-zone', 'route-removed', 'lease-throttled', 'site-down'],
    ...['api-throttled', 'api-reset', 'api-html', 'api-truncated', 'api-contradicting', 'records-unwritable'],
    ...['writer-lost', 'nat-gateway-deleted', 'interface-endpoint-deleted', 'flow-log-deleted'],
    'backup-selection-removed',
  ]);
});

test.each(ALL.filter(([id]) => id.includes('/')))('%s is named after its function', (id, { check }) => {
  expect(id.split('/')[1]).toBe(check);
});

test.each(['throttled', 'reset', 'html', 'truncated', 'contradicting'])(
  'the first checks all meet an API that is %s',
  (kind) => {
    const met = FAULTS.filter((fault) => kindOf(fault) === `api-${kind}`).map(({ check }) => check);
    expect(met).toEqual(expect.arrayContaining(['topology-check', 'database-check', 'backup-check']));
  },
);

test.each(WATCHING)(
  'the %s meets a broken API, a fault that it must notice, and a store that cannot be written',
  (check) => {
    const kinds = FAULTS.filter((fault) => fault.check === check).map(kindOf);
    expect(kinds.filter((kind) => kind.startsWith('api-'))).not.toHaveLength(0);
    expect(kinds.filter((kind) => !/^(api-|records-)/.test(kind))).not.toHaveLength(0);
    expect(kinds).toContain('records-unwritable');
  },
);

test.each(ALL)('%s names entries of the fault catalogue', (_, { references }) => {
  expect(references.length).toBeGreaterThan(0);
  expect(references.filter((reference) => !/^F\d{2}$/.test(reference))).toStrictEqual([]);
});

test.each(ALL)('%s is given runs to be noticed in, on every site', (_, fault) => {
  for (const { status, withinRuns } of SITES.map((site) => expectedOf(fault, site))) {
    expect(status.length).toBeGreaterThan(0);
    expect(withinRuns).toBeGreaterThan(0);
  }
  expect(fault.alarmWithinRuns ?? 1).toBeGreaterThan(0);
});

test.each(ALL)('%s is looked for in more than what a healthy function says', (_, fault) => {
  for (const { status, codes } of SITES.map((site) => expectedOf(fault, site))) {
    const isPlain = codes.length === 0 && status.some((it) => ['HEALTHY', 'OBSERVE', 'DONE'].includes(it));
    expect(isPlain && fault.isNoticed === undefined).toBe(false);
  }
});

test('an API that cannot be believed is never healthy, and nothing is done because of it', () => {
  const statuses = FAULTS.filter(({ id }) => id.startsWith('api-')).map((fault) => [
    isAction(fault.check),
    ...expectedOf(fault, SITE).status,
  ]);
  expect(new Set(statuses.map((it) => it.join()))).toStrictEqual(
    new Set(['false,UNKNOWN', 'true,HOLD', 'true,SPLIT_SUSPECT']),
  );
});

test.each(WAVES.map((wave) => [wave.title, wave] as const))(
  'all functions are held to the same orders while %s',
  (_, { faults }) => {
    for (const site of SITES) {
      expect(new Set(faults.map(({ orders }) => orders?.(site) ?? 0)).size).toBe(1);
    }
  },
);

test('a writer that is lost is the one fault after which anything is ordered, and only where the decision acts', () => {
  const ordering = (site: DrillSite) => FAULTS.filter(({ orders }) => (orders?.(site) ?? 0) > 0).map(({ id }) => id);
  expect(ordering(SITE)).toStrictEqual(['writer-lost/fail-over-writer', 'writer-lost/database-check']);
  expect(ordering({ ...SITE, acts: false })).toStrictEqual([]);
  expect(ordering(withZones(2))).toStrictEqual([]);
});

test('without anything that stands in for the database no fault of the decision is played', () => {
  const played = (dataPlane: DrillSite['dataPlane']) =>
    FAULTS.filter(({ check, applies }) => check === 'fail-over-writer' && applies({ ...SITE, dataPlane }) === true);
  expect(played('there is one loopback address')).toStrictEqual([]);
  expect(played(new FakePlane(['db-1']).asDataPlane())).toStrictEqual(
    FAULTS.filter(({ check }) => check === 'fail-over-writer'),
  );
  const [reason] = FAULTS.filter(({ check }) => check === 'fail-over-writer').map(({ applies }) => applies(SITE));
  expect(reason).toBe('nothing stands in for the database: there is one loopback address');
});

/** Everything that a function is made of. */
function sourceOf(check: FunctionLabel): string {
  const lambda = path.join(__dirname, '../../../lambda');
  const folders = [
    check,
    ...readdirSync(lambda, { recursive: true })
      .map(String)
      .filter((it) => /^shared(\/|$)/.test(it)),
  ];
  return folders
    .flatMap((folder) =>
      folder.endsWith('.ts') ? [] : readdirSync(path.join(lambda, folder)).map((it) => path.join(folder, it)),
    )
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(lambda, file), 'utf8'))
    .join('\n');
}

/** Whether a code stands in a source, as one word or put together of a word and an ending. */
function isIn(source: string, code: string): boolean {
  const endings = [...source.matchAll(/`\$\{\w+\}([A-Z]\w+)`/g)].map(([, ending = '']) => ending);
  const words = [code, ...endings.filter((it) => code.endsWith(it)).map((it) => code.slice(0, -it.length))];
  return words.some((word) => new RegExp(`['\`]${word}[':]`).test(source));
}

test.each(WATCHING)('the %s can say every code that is expected of it', (check) => {
  const source = sourceOf(check);
  const faults = FAULTS.filter((fault) => fault.check === check);
  const codes = SITES.flatMap((site) => faults.flatMap((fault) => expectedOf(fault, site).codes));
  expect([...new Set(codes)].filter((code) => !isIn(source, code))).toStrictEqual([]);
});
