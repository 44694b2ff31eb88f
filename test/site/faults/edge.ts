import type { FaultRow } from './fault-row';

export const EDGE: readonly FaultRow[] = [
  [
    'a rule group twice',
    {
      'edge.countOnly': [
        { group: 'core', reason: 'false positives' },
        { group: 'core', reason: 'false positives' },
      ],
    },
    'edge.countOnly[1]',
    'WafGroupDuplicate',
    'must be listed once',
  ],
  [
    'a rule group that does not exist',
    { 'edge.countOnly': [{ group: 'sqli', reason: 'false positives' }] },
    'edge.countOnly[0].group',
    'ChoiceInvalid',
    "'sql-injection'",
  ],
  [
    'a limit that shuts out visitors',
    { 'edge.requestsPerSource': 10 },
    'edge.requestsPerSource',
    'OutOfRange',
    'from 100 to 2000000000',
  ],
  [
    'a sales path with a query',
    { 'edge.salesUrls[0].path': '/sale?id=1' },
    'edge.salesUrls[0].path',
    'PathInvalid',
    'without host, query',
  ],
  [
    'a sales path with an escape',
    { 'edge.salesUrls[0].path': '/sale/%73pring' },
    'edge.salesUrls[0].path',
    'PathInvalid',
    'letters, digits and -._~',
  ],
  [
    'a sales path that climbs',
    { 'edge.salesUrls[0].path': '/sale/../admin' },
    'edge.salesUrls[0].path',
    'PathInvalid',
    "'..'",
  ],
  [
    'a sales path of everything',
    { 'edge.salesUrls[0].path': '/' },
    'edge.salesUrls[0].path',
    'PathInvalid',
    "use a path such as '/sale/spring-tour'",
  ],
  [
    'a sales path without a slash',
    { 'edge.salesUrls[0].path': 'sale/spring' },
    'edge.salesUrls[0].path',
    'PathInvalid',
    "did you mean '/sale/spring'?",
  ],
  [
    'a sales path that begins like another',
    {
      'edge.salesUrls': [
        { name: 'a', path: '/sale/tour', limit: 20 },
        { name: 'b', path: '/Sale/Tour-2', limit: 20 },
      ],
    },
    'edge.salesUrls[1].path',
    'SalesPathOverlap',
    "end paths with '/' or rename one",
  ],
  [
    'too many different limits',
    {
      'edge.salesUrls': Array.from({ length: 10 }, (_, index) => ({
        name: `sale-${String.fromCharCode(97 + index)}`,
        path: `/sale/${String.fromCharCode(97 + index)}`,
        limit: 20 + index,
      })),
    },
    'edge.salesUrls',
    'SalesLimitsTooMany',
    'at most 9 different pairs of limit and window',
  ],
  [
    'more rules than a web ACL holds',
    {
      'edge.salesUrls': Array.from({ length: 130 }, (_, index) => ({
        name: `sale-x${index}x`,
        path: `/sale/x${index}x`,
        limit: 20,
      })),
    },
    'edge.salesUrls',
    'WebAclCapacityExceeded',
    'at most 5000 capacity units, got 5441 units',
  ],
  [
    'a country by name',
    { 'edge.geo': { kind: 'allow', countries: ['Japan'] } },
    'edge.geo.countries[0]',
    'CountryUnknown',
    "use a code such as 'JP'",
  ],
  [
    'a country in small letters',
    { 'edge.geo': { kind: 'allow', countries: ['jp'] } },
    'edge.geo.countries[0]',
    'CountryUnknown',
    "did you mean 'JP'?",
  ],
  [
    'no country',
    { 'edge.geo': { kind: 'allow', countries: [] } },
    'edge.geo.countries',
    'ListSizeInvalid',
    'add an entry',
  ],
  [
    'a country twice',
    { 'edge.geo': { kind: 'block', countries: ['JP', 'JP'] } },
    'edge.geo.countries[1]',
    'CountryDuplicate',
    'must be listed once',
  ],
  [
    'a private range among sources',
    { 'edge.allowedCidrs': ['192.168.0.0/24'] },
    'edge.allowedCidrs[0]',
    'SourceRangeNotPublic',
    'use the public addresses',
  ],
  [
    'a reserved range among sources',
    { 'edge.blockedCidrs': ['fe80::/64'] },
    'edge.blockedCidrs[0]',
    'SourceRangeNotPublic',
    'not a private or reserved range',
  ],
  [
    'a source twice',
    { 'edge.blockedCidrs': ['203.0.113.0/24', '203.0.113.0/24'] },
    'edge.blockedCidrs[1]',
    'SourceRangeDuplicate',
    'must be listed once',
  ],
];
