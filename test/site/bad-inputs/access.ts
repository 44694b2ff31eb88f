import type { BadInput } from './bad-input';

function one(id: string, what: string, path: string, value: unknown, code: string, text: string): BadInput {
  return { id, what, fields: { [path]: value }, path, code, text };
}

/** A list with one entry that is at fault. */
function entry(
  id: string,
  what: string,
  list: string,
  value: unknown,
  code: string,
  text: string,
  field = '',
): BadInput {
  return { id, what, fields: { [list]: [value] }, path: `${list}[0]${field}`, code, text };
}

/** Partners come with a later field; until then the schema refuses them as unknown. */
function partner(id: string, what: string, value: unknown): BadInput {
  return one(id, `${what} (no such field yet)`, 'partners', [value], 'FieldUnknown', 'must be a known field');
}

const AWS_KEY = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
const HALVES = ['0.0.0.0/1', '128.0.0.0/1'];

export const ACCESS: readonly BadInput[] = [
  entry(
    'B43',
    'every IPv4 address',
    'edge.allowedCidrs',
    '0.0.0.0/0',
    'SourceRangeWildcard',
    'must not stand for every address',
  ),
  entry(
    'B43',
    'every IPv6 address',
    'edge.allowedCidrs',
    '::/0',
    'SourceRangeWildcard',
    'name the networks that are meant',
  ),
  one(
    'B43',
    'every IPv4 address in two pieces',
    'edge.allowedCidrs',
    HALVES,
    'SourceRangeWildcard',
    'must not add up to more than half of all IPv4 addresses, got 100 % of them',
  ),
  one(
    'B43',
    'every IPv6 address in two pieces',
    'edge.allowedCidrs',
    ['::/1', '8000::/1'],
    'SourceRangeWildcard',
    'more than half of all IPv6 addresses',
  ),
  one('B43', 'everybody blocked', 'edge.blockedCidrs', HALVES, 'SourceRangeWildcard', 'leave the list out'),
  entry(
    'B43',
    'a source wider than any network',
    'edge.allowedCidrs',
    '8.0.0.0/7',
    'SourceRangeTooWide',
    'must not be wider than /8',
  ),
  entry(
    'B43',
    'administration from everywhere',
    'operations.adminSources',
    { name: 'office', cidr: '0.0.0.0/0' },
    'SourceRangeWildcard',
    'name the network of the operators',
    '.cidr',
  ),
  entry(
    'B44',
    'administration from more than /24',
    'operations.adminSources',
    { name: 'office', cidr: '203.0.112.0/23' },
    'AdminSourceTooWide',
    'must not be wider than /24',
    '.cidr',
  ),
  entry(
    'B44',
    'administration from more than /48',
    'operations.adminSources',
    { name: 'office', cidr: '2001:db8::/32' },
    'AdminSourceTooWide',
    'must not be wider than /48',
    '.cidr',
  ),
  partner('B45', 'a port range of everything', { name: 'centre', ports: '1-65535' }),
  partner('B46', 'a partner named internet', { name: 'internet' }),
  entry(
    'B46',
    'a source named internal',
    'operations.adminSources',
    { name: 'internal', cidr: '203.0.113.0/28' },
    'NameReserved',
    'must not be the name of a part of the topology',
    '.name',
  ),
  entry(
    'B46',
    'a name in another script',
    'operations.adminSources',
    { name: 'ｏffice', cidr: '203.0.113.0/28' },
    'NameInvalid',
    "did you mean 'office'?",
    '.name',
  ),
  {
    id: 'B46',
    what: 'names that are twins as construct IDs',
    fields: {
      'edge.salesUrls': [
        { name: 'tour-1', path: '/sale/a/', limit: 20 },
        { name: 'tour1', path: '/sale/b/', limit: 20 },
      ],
    },
    path: 'edge.salesUrls[1].name',
    code: 'NameDuplicate',
    text: "must differ from the name of entry 0, 'tour-1', by more than hyphens",
  },
  partner('B47', 'a partner without a role', { name: 'centre' }),
  partner('B48', 'a rule from partner to partner', { name: 'centre', reaches: ['other-centre'] }),
  partner('B49', 'settlement reachable from the support desk', { name: 'settlement', from: ['support'] }),
  one('B50', 'an access key of AWS', 'owner', AWS_KEY, 'SecretInConfig', 'its value is not shown'),
  one(
    'B50',
    'a password in a command',
    'tiers.app.release.start',
    'node server.mjs password: hunter2',
    'SecretInConfig',
    'let the service read it from Secrets Manager',
  ),
  one(
    'B50',
    'a password as a field',
    'database.masterPassword',
    'hunter2',
    'SecretInConfig',
    'must not hold a credential',
  ),
  one('B51', 'a card number', 'owner', '4111 1111 1111 1111', 'CardNumberInConfig', 'its value is not shown'),
  one(
    'B51',
    'a card number as a number',
    'capacity.peakRps',
    5500005555555559,
    'CardNumberInConfig',
    'card numbers are kept nowhere',
  ),
];
