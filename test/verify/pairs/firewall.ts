import {
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  publicInstance,
  rule,
  subnet,
  template,
  type JsonObject,
  type Template,
} from './builders';
import { dropGroup, FORWARD, inspected, nameGroup, throughFirewall, twoZones } from './inspection';
import type { Pair } from './pair';
import { publicVpc } from './worlds';

const STATELESS_PAGE =
  'https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-policy-processing.html';

/** Pairs about firewalls and other machines on the way. */
export const FIREWALL_PAIRS: readonly Pair[] = [
  {
    id: 'positional-endpoints',
    title: 'firewall endpoints taken by their place in a list that has no order',
    source: {
      url: 'https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-networkfirewall/issues/15',
      read: '2026-11-25',
    },
    policy: {
      says: 'The server reaches the internet through the firewall.',
      from: 'ServerA',
      to: 'internet',
      services: ['tcp/443'],
      relation: 'reach',
    },
    bad: {
      template: twoZones((_zone, index) => ({
        'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [index, att('Firewall', 'EndpointIds')] }] }],
      })),
      verdict: 'UNDETERMINED',
      because:
        'if the list comes the other way round, answers pass by the endpoint that saw the request, which the firewall does not support',
    },
    good: {
      template: twoZones((zone) => ({
        'Fn::Select': [
          0,
          {
            'Fn::Split': [
              ',',
              {
                'Fn::Select': [1, { 'Fn::Split': [`${zone}:`, { 'Fn::Join': [',', att('Firewall', 'EndpointIds')] }] }],
              },
            ],
          },
        ],
      })),
      verdict: 'PROVED',
      because: 'each endpoint is cut out by the name of its zone, so that both ways pass the same one in any order',
    },
  },
  {
    id: 'stateless-pass',
    title: 'a firewall whose stateless default passes everything before its rules are asked',
    source: { url: STATELESS_PAGE, read: '2026-11-25' },
    policy: {
      says: 'The server sends no mail out.',
      from: 'Server',
      to: 'internet',
      services: ['tcp/25'],
      relation: 'isolate',
    },
    bad: {
      template: inspected('aws:pass', [dropGroup('NoMail', 'TCP', '25')]),
      verdict: 'REFUTED',
      because: 'the stateful rule that drops mail never sees it',
    },
    good: {
      template: inspected(FORWARD, [dropGroup('NoMail', 'TCP', '25')]),
      verdict: 'PROVED',
      because: 'everything is handed to the stateful rules, which drop mail',
    },
  },
  {
    id: 'datagrams-beside-names',
    title: 'a list of names restrains TLS over TCP, not QUIC',
    source: {
      url: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/stateful-rule-groups-domain-names.html',
    },
    policy: {
      says: 'The server sends no QUIC out.',
      from: 'Server',
      to: 'internet',
      services: ['udp/443'],
      relation: 'isolate',
    },
    bad: {
      template: inspected(FORWARD, [nameGroup()]),
      verdict: 'REFUTED',
      because: 'the list looks at names in TLS over TCP; for UDP there is no rule, and no rule means pass',
    },
    good: {
      template: inspected(FORWARD, [nameGroup(), dropGroup('NoDatagrams', 'UDP', 'ANY')]),
      verdict: 'PROVED',
      because: 'a rule drops every datagram',
    },
  },
  {
    id: 'group-reference-through-middlebox',
    title: 'a rule that names a group, for packets that pass a machine on the way',
    source: {
      url: 'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The web server reaches the app server.',
      from: 'Web',
      to: 'App',
      services: ['tcp/8443'],
      relation: 'reach',
    },
    bad: {
      template: throughFirewall(fromGroup('WebGroup')),
      verdict: 'UNDETERMINED',
      because:
        'behind a machine on the way the page wants addresses and says that a group lets nothing in; that much is not relied on for isolation',
    },
    good: {
      template: throughFirewall('10.0.1.0/24'),
      verdict: 'PROVED',
      because: 'the rule names the addresses of the web subnet, and both ways pass the one endpoint',
    },
  },
  {
    id: 'source-dest-check-off',
    title: 'a server that may pass on what is not meant for it',
    source: {
      url: 'https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ec2/aws.sdk.kotlin.services.ec2.model/-modify-instance-attribute-request/source-dest-check.html',
      read: '2026-11-25',
    },
    policy: {
      says: 'The internet does not get to the store.',
      from: 'internet',
      to: 'Store',
      services: ['tcp/5432'],
      relation: 'isolate',
    },
    bad: {
      template: besideRelay({ SourceDestCheck: false }),
      verdict: 'UNDETERMINED',
      because: 'such a server is a router or a translator, and where it takes packets its template does not say',
    },
    good: {
      template: besideRelay({}),
      verdict: 'PROVED',
      because: 'packets end at the server; what a taken-over one could do is another question',
    },
  },
];

/** A public server, and a store that admits it. */
function besideRelay(more: JsonObject): Template {
  return template([
    ...publicVpc(),
    subnet('StoreSubnet', 'Vpc', '10.0.11.0/24'),
    group('RelayGroup', 'Vpc', [rule('tcp/443', ANYWHERE)]),
    group('StoreGroup', 'Vpc', [rule('tcp/5432', fromGroup('RelayGroup'))]),
    publicInstance('Relay', 'PublicA', 'RelayGroup', more),
    instance('Store', 'StoreSubnet', ['StoreGroup']),
  ]);
}
