import type { FaultRow } from './fault-row';

export const IDENTITY_AND_REGIONS: readonly FaultRow[] = [
  ['a site name with capitals', { name: 'Ticket Agency' }, 'name', 'NameInvalid', "try 'ticket-agency'"],
  ['a site name that is too long', { name: 'a'.repeat(21) }, 'name', 'NameInvalid', '3 to 20 lower-case letters'],
  [
    'a site name that ends as names of alarms do',
    { name: 'shop-edge' },
    'name',
    'NameReserved',
    "must not end with the word 'edge'",
  ],
  [
    'a site name AWS reserves',
    { name: 'internal-shop' },
    'name',
    'NameReserved',
    "must not start with the word 'internal'",
  ],
  ['a misspelled profile', { profile: 'standrad' }, 'profile', 'ChoiceInvalid', "did you mean 'standard'?"],
  [
    'an account as a number',
    { account: 123456789012 },
    'account',
    'TypeInvalid',
    "for example '123456789012', as text",
  ],
  ['an account of 11 digits', { account: '12345678901' }, 'account', 'AccountInvalid', 'must be 12 digits'],
  ['protection as text', { protection: 'true' }, 'protection', 'TypeInvalid', 'write it without quotes'],
  ['an empty owner', { owner: ' ' }, 'owner', 'OwnerInvalid', 'name the team'],
  [
    'a Region of China',
    { 'regions.primary.region': 'cn-north-1' },
    'regions.primary.region',
    'RegionUnknown',
    'not offered in that partition',
  ],
  [
    'a zone for a Region',
    { 'regions.primary.region': 'ap-northeast-1a' },
    'regions.primary.region',
    'RegionUnknown',
    "did you mean 'ap-northeast-1'?",
  ],
  [
    'a zone id for a zone',
    { 'regions.primary.availabilityZones': ['apne1-az1', 'apne1-az2', 'apne1-az4'] },
    'regions.primary.availabilityZones[0]',
    'ZoneUnknown',
    'not a zone id',
  ],
  [
    'a Region without prefix lists',
    { 'regions.primary.region': 'me-central-1' },
    'regions.primary.prefixLists.s3',
    'PrefixListUnknown',
    'aws ec2 describe-managed-prefix-lists --region me-central-1 --filters Name=prefix-list-name,Values=com.amazonaws.me-central-1.s3',
  ],
  [
    'a prefix list by name',
    { 'regions.primary.prefixLists': { s3: 'com.amazonaws.s3' } },
    'regions.primary.prefixLists.s3',
    'PrefixListInvalid',
    "'pl-' and 8 or 17 hexadecimal digits",
  ],
  [
    'a reason for fewer zones that are not fewer',
    {
      'regions.primary.fewerZones': { reason: 'pilot of a month' },
      'regions.primary.availabilityZones': ['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d'],
    },
    'regions.primary.fewerZones',
    'WaiverUnneeded',
    'no exception outlives its cause',
  ],
  [
    'a recovery Region twice',
    {
      'regions.recovery': [
        { region: 'us-east-1', level: 'vault' },
        { region: 'us-east-1', level: 'vault' },
      ],
    },
    'regions.recovery[1].region',
    'RegionDuplicate',
    'must be listed once',
  ],
];
