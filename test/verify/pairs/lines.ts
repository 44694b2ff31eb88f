import { ref, resource, template, vpc, type Resources } from './builders';
import type { Pair } from './pair';

const CLOUDHUB_PAGE = {
  url: 'https://docs.aws.amazon.com/vpn/latest/s2svpn/site-site-architectures.html',
  read: '2026-11-25',
} as const;

/** Pairs about lines to partners. */
export const LINE_PAIRS: readonly Pair[] = ([false, true] as const).map((fixed): Pair => ({
  id: fixed ? 'vpn-transit-static' : 'vpn-transit',
  title: `two centres with ${fixed ? 'static routes' : 'BGP'} on one virtual private gateway`,
  source: CLOUDHUB_PAGE,
  policy: {
    says: 'Centre A sends centre B nothing through us.',
    from: 'site:CentreA',
    to: 'site:CentreB',
    services: ['any'],
    relation: 'isolate',
  },
  bad: {
    template: template([...centre('A', 'Gateway', fixed), ...centre('B', 'Gateway', fixed), ...gateway('Gateway', 10)]),
    verdict: 'UNDETERMINED',
    because:
      'a gateway passes on between its connections what the centres announce or are given, and the template does not tell',
  },
  good: {
    template: template([
      ...centre('A', 'Gateway', fixed),
      ...centre('B', 'GatewayB', fixed),
      ...gateway('Gateway', 10),
      ...gateway('GatewayB', 20),
    ]),
    verdict: 'PROVED',
    because: 'each centre has a gateway of its own, in a VPC that knows no other',
  },
}));

/** Customer gateway and connection of a centre. */
function centre(name: 'A' | 'B', gatewayId: string, fixed: boolean): readonly Resources[] {
  const [address, range] = name === 'A' ? ['203.0.113.1', '192.0.2.0/25'] : ['203.0.113.2', '192.0.2.128/25'];
  return [
    resource(`Centre${name}`, 'AWS::EC2::CustomerGateway', { Type: 'ipsec.1', BgpAsn: 65000, IpAddress: address }),
    resource(`Line${name}`, 'AWS::EC2::VPNConnection', {
      Type: 'ipsec.1',
      CustomerGatewayId: ref(`Centre${name}`),
      VpnGatewayId: ref(gatewayId),
      StaticRoutesOnly: fixed,
    }),
    ...(fixed
      ? [
          resource(`Line${name}Route`, 'AWS::EC2::VPNConnectionRoute', {
            VpnConnectionId: ref(`Line${name}`),
            DestinationCidrBlock: range,
          }),
        ]
      : []),
  ];
}

/** VPC with a virtual private gateway. */
function gateway(id: string, network: number): readonly Resources[] {
  return [
    vpc(`${id}Vpc`, `10.${String(network)}.0.0/16`),
    resource(id, 'AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
    resource(`${id}Attachment`, 'AWS::EC2::VPCGatewayAttachment', {
      VpcId: ref(`${id}Vpc`),
      VpnGatewayId: ref(id),
    }),
  ];
}
