import {
  censusOf,
  coverageDocument,
  judgedTypes,
  staleTypes,
  type LocalCensus,
  type LocalReport,
} from '../../../lib/local/report';
import { PASSED } from './support/sample-report';
import { sampleSite } from './support/sample-site';

const EVERYWHERE = 'Honmaru NoPlaceholderValues';

/** A site with a type of each kind. */
const SITE = sampleSite(
  'starter',
  { S: 'AWS::EC2::Subnet', N: 'AWS::EC2::NatGateway', W: 'AWS::AutoScaling::WarmPool', C: 'Custom::Copier' },
  {
    S: ['AwsSolutions AwsSolutions-VPC3', 'Honmaru NaclKeepsSegmentOrder', EVERYWHERE],
    N: [EVERYWHERE],
    W: [EVERYWHERE],
    C: [EVERYWHERE],
  },
);

type Entry = LocalReport['census'][number];

function censusWith(entries: readonly Omit<Entry, 'stacks'>[], faults: LocalReport['faults'] = []): LocalCensus {
  const census = entries.map((entry) => ({ ...entry, stacks: ['starter-stack'] }));
  return censusOf([{ ...PASSED, census, faults }]);
}

const CENSUS = censusWith([
  { type: 'AWS::EC2::Subnet', treatment: 'native', count: 1 },
  { type: 'AWS::EC2::NatGateway', treatment: 'translated', count: 1, note: 'no | traffic <b>' },
  { type: 'AWS::AutoScaling::WarmPool', treatment: 'recorded', count: 1, note: 'no such API' },
  { type: 'Custom::Copier', treatment: 'native', count: 1 },
]);

const document = (census = CENSUS): string => coverageDocument(census, judgedTypes([SITE]));

test('says of each type what the local site makes of it and who judged it', () => {
  const rows = document()
    .split('\n')
    .filter((line) => /^\| (?:⚠ )?`/.test(line));
  expect(rows).toEqual([
    '| ⚠ `AWS::AutoScaling::WarmPool` | 1 | recorded | yes |  |  | no such API |',
    '| `AWS::EC2::NatGateway` | 1 | translated | yes |  |  | no \\| traffic \\<b\\> |',
    '| `AWS::EC2::Subnet` | 1 | native | yes | 1 rule | `NaclKeepsSegmentOrder` |  |',
    '| `Custom::Copier` | 1 | native | no schema |  |  |  |',
  ]);
});

test('marks what no judge but the validator saw; a rule about everything is no judge of a type', () => {
  expect(document()).toContain('Left out, because it looks at every resource: `NoPlaceholderValues`.');
  expect(document()).toContain('Seen by no judge but the validator (marked ⚠): `AWS::AutoScaling::WarmPool`.');
});

test('says so when every type is seen by another judge', () => {
  const translated = CENSUS.sites
    .flatMap(({ census }) => census)
    .map((entry) => ({ ...entry, treatment: 'native' as const }));
  expect(document(censusWith(translated))).toContain('Every type is seen by a judge other than the validator.');
});

test('is the same for the same input, whatever its order', () => {
  const [site] = CENSUS.sites;
  const reversed = censusOf([{ ...PASSED, census: [...(site?.census ?? [])].reverse(), faults: [] }]);
  expect(document(reversed)).toBe(document());
});

test('lists the faults that were played, and which were not and why', () => {
  const text = document(censusWith([], PASSED.faults));
  expect(text).toContain(
    '| starter | the NAT gateway of zone a is deleted | F06 | topology-check | DEGRADED, FAILED, `RouteWithoutTarget` | 1 run | noticed, recovered |',
  );
  expect(text).toContain('| not played: the site has no firewall |');
});

test('shows a type that was not deployed, and one that is not synthesized any more', () => {
  const text = document(censusWith([{ type: 'AWS::Gone::Type', treatment: 'native', count: 1 }]));
  expect(text).toContain('| `AWS::Gone::Type` | 1 | native | not synthesized any more |  |  |  |');
  expect(text).toContain('| `AWS::EC2::Subnet` | 1 | not deployed yet | yes |');
});

test('a census taken of the same templates is not stale', () => {
  expect(staleTypes(CENSUS, judgedTypes([SITE]))).toEqual([]);
});

test.each([
  [{ type: 'AWS::EC2::Subnet', treatment: 'native', count: 2 }, 'starter has 1 of AWS::EC2::Subnet, and had 2'],
  [{ type: 'AWS::Gone::Type', treatment: 'native', count: 1 }, 'starter has 0 of AWS::Gone::Type, and had 1'],
] as const)('a census with %j is stale', (entry, sentence) => {
  expect(staleTypes(censusWith([entry]), judgedTypes([SITE]))).toContain(`${sentence} when it was deployed locally`);
});

test('a census without a site that is synthesized now is stale', () => {
  const other = sampleSite('another', { S: 'AWS::EC2::Subnet' }, {});
  expect(staleTypes(CENSUS, judgedTypes([SITE, other]))).toEqual([
    'another has 1 of AWS::EC2::Subnet, and had 0 when it was deployed locally',
  ]);
});
