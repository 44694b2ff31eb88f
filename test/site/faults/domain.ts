import type { FaultRow } from './fault-row';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';

export const DOMAIN: readonly FaultRow[] = [
  [
    'a domain no certificate is issued for',
    { 'domain.name': `${'a'.repeat(60)}.example.jp` },
    'domain.name',
    'DomainTooLong',
    'must have at most 64 characters, or ACM issues no certificate for it, got 71 characters',
  ],
  [
    'an exception without a reason',
    { 'network.inspection': { kind: 'none', reason: 'todo' } },
    'network.inspection.reason',
    'ReasonMissing',
    'must say why',
  ],
  [
    'a domain outside its zone',
    { 'domain.name': 'tickets.example.com' },
    'domain.name',
    'DomainOutsideZone',
    "must be domain.hostedZoneName 'example.jp' or a name below it",
  ],
  [
    'a domain that only ends like its zone',
    { 'domain.name': 'badexample.jp' },
    'domain.name',
    'DomainOutsideZone',
    "try 'www.example.jp'",
  ],
  [
    'a domain in Japanese letters',
    { 'domain.name': 'チケット.example.jp' },
    'domain.name',
    'DomainInvalid',
    "did you mean 'xn--rck5ahu.example.jp'?",
  ],
  [
    'a domain with a scheme',
    { 'domain.name': 'https://tickets.example.jp/' },
    'domain.name',
    'DomainInvalid',
    "did you mean 'tickets.example.jp'?",
  ],
  [
    'a hosted zone with its path',
    { 'domain.hostedZoneId': '/hostedzone/Z0123456789ABC' },
    'domain.hostedZoneId',
    'HostedZoneIdInvalid',
    "did you mean 'Z0123456789ABC'?",
  ],
  [
    'a domain of no kind',
    { domain: { kind: 'zone' } },
    'domain.kind',
    'ChoiceInvalid',
    "must be one of 'hosted-zone', 'certificates'",
  ],
  [
    'a certificate of IAM',
    {
      domain: {
        kind: 'certificates',
        name: 'a.example.jp',
        edgeCertificateArn: 'arn:aws:iam::123456789012:server-certificate/x',
        originCertificateArn: `arn:aws:acm:ap-northeast-1:123456789012:certificate/${UUID}`,
      },
    },
    'domain.edgeCertificateArn',
    'CertificateArnInvalid',
    'must be the ARN of an ACM certificate',
  ],
  [
    'egress to a public suffix',
    { 'network.egressDomains': ['.co.jp'] },
    'network.egressDomains[0]',
    'EgressDomainInvalid',
    'no public suffix',
  ],
  [
    'egress to a top-level domain',
    { 'network.egressDomains': ['.com'] },
    'network.egressDomains[0]',
    'EgressDomainInvalid',
    "use names such as 'api.example.com'",
  ],
  [
    'egress with a star',
    { 'network.egressDomains': ['*.example.com'] },
    'network.egressDomains[0]',
    'EgressDomainInvalid',
    "did you mean '.example.com'?",
  ],
  [
    'egress twice to one domain',
    { 'network.egressDomains': ['a.example.com', 'a.example.com'] },
    'network.egressDomains[1]',
    'EgressDomainDuplicate',
    'remove it',
  ],
  [
    'egress of one tier to a domain of both',
    {
      'network.egressDomains': ['a.example.com'],
      'network.tierEgressDomains': { app: ['b.example.com', 'a.example.com'] },
    },
    'network.tierEgressDomains.app[1]',
    'EgressDomainDuplicate',
    'in one of the two lists',
  ],
  [
    'egress of one tier twice to one domain',
    { 'network.tierEgressDomains': { web: ['b.example.com', 'b.example.com'] } },
    'network.tierEgressDomains.web[1]',
    'EgressDomainDuplicate',
    'remove it',
  ],
  [
    'egress of a tier that does not exist',
    { 'network.tierEgressDomains': { data: ['b.example.com'] } },
    'network.tierEgressDomains.data',
    'FieldUnknown',
    'web, app',
  ],
  [
    'egress of one tier without the firewall',
    {
      'network.inspection': { kind: 'none', reason: 'cheaper' },
      'network.tierEgressDomains': { app: ['b.example.com'] },
    },
    'network.tierEgressDomains.app',
    'EgressTierNotInspected',
    "set network.inspection to { kind: 'network-firewall' }",
  ],
];
