import type { BadInput } from './bad-input';

const ZONES = 'regions.primary.availabilityZones';
const UUID = '01234567-89ab-cdef-0123-456789abcdef';

function zones(id: string, what: string, value: readonly string[], path: string, code: string, text: string): BadInput {
  return { id, what, fields: { [ZONES]: value }, path, code, text };
}

function certificates(edge: string, origin: string): Readonly<Record<string, unknown>> {
  return {
    domain: {
      kind: 'certificates',
      name: 'tickets.example.jp',
      edgeCertificateArn: edge,
      originCertificateArn: origin,
    },
  };
}

function arn(region: string, account = '123456789012'): string {
  return `arn:aws:acm:${region}:${account}:certificate/${UUID}`;
}

export const REGIONS: readonly BadInput[] = [
  zones('B17', 'one zone', ['ap-northeast-1a'], ZONES, 'ZoneCountInvalid', 'must name 2 zones at least'),
  zones('B17', 'no zone', [], ZONES, 'ZoneCountInvalid', 'add a zone, or leave the list out'),
  zones(
    'B18',
    'two zones without a reason',
    ['ap-northeast-1a', 'ap-northeast-1c'],
    ZONES,
    'ZonesBelowProfile',
    'give the reason in regions.primary.fewerZones',
  ),
  zones(
    'B19',
    'a zone the Region does not have',
    ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1x'],
    `${ZONES}[2]`,
    'ZoneUnknown',
    "use some of 'ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'",
  ),
  zones(
    'B20',
    'a zone listed twice',
    ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d', 'ap-northeast-1a'],
    `${ZONES}[3]`,
    'ZoneDuplicate',
    'must be listed once',
  ),
  zones(
    'B21',
    'a zone of another Region',
    ['ap-northeast-1a', 'ap-northeast-1c', 'us-east-1a'],
    `${ZONES}[2]`,
    'ZoneOfOtherRegion',
    'must be a zone of ap-northeast-1',
  ),
  {
    id: 'B22',
    what: 'recovery in the primary Region',
    fields: { 'regions.recovery[0].region': 'ap-northeast-1' },
    path: 'regions.recovery[0].region',
    code: 'RecoveryRegionIsPrimary',
    text: 'copy recovery points to another Region',
  },
  {
    id: 'B23',
    what: 'a city instead of a Region code',
    fields: { 'regions.primary.region': 'tokyo' },
    path: 'regions.primary.region',
    code: 'RegionUnknown',
    text: "did you mean 'ap-northeast-1'?",
  },
  {
    id: 'B23',
    what: 'a Region that does not exist',
    fields: { 'regions.recovery[0].region': 'ap-northeast-9' },
    path: 'regions.recovery[0].region',
    code: 'RegionUnknown',
    text: "did you mean 'ap-northeast-1'?",
  },
  {
    id: 'B24',
    what: 'a recovery Region outside the residency list',
    fields: { 'regions.residency': ['ap-northeast-1'] },
    path: 'regions.recovery[0].region',
    code: 'ResidencyViolated',
    text: 'must be one of regions.residency: ap-northeast-1',
  },
  {
    id: 'B24',
    what: 'a primary Region outside the residency list',
    fields: { 'regions.residency': ['ap-northeast-3'] },
    path: 'regions.primary.region',
    code: 'ResidencyViolated',
    text: 'keep the data in a listed Region',
  },
  {
    id: 'B25',
    what: 'an edge certificate outside us-east-1',
    fields: certificates(arn('ap-northeast-1'), arn('ap-northeast-1')),
    path: 'domain.edgeCertificateArn',
    code: 'EdgeCertificateRegion',
    text: 'request or import the certificate in us-east-1',
  },
  {
    id: 'B25',
    what: 'an origin certificate outside the primary Region',
    fields: certificates(arn('us-east-1'), arn('us-east-1')),
    path: 'domain.originCertificateArn',
    code: 'OriginCertificateRegion',
    text: 'request or import the certificate in ap-northeast-1',
  },
  {
    id: 'B25',
    what: 'a certificate of another account',
    fields: { ...certificates(arn('us-east-1', '210987654321'), arn('ap-northeast-1')), account: '123456789012' },
    path: 'domain.edgeCertificateArn',
    code: 'CertificateAccount',
    text: 'must be in account 123456789012, the account of the site',
  },
];
