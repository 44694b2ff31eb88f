import { ask, buildWorld } from '../../../lib/verify/packets';
import { modelOfTemplate, type JsonObject, type JsonValue } from '../../../lib/template';
import { FIREWALLED, policy, rules, STRICT_DROP } from './support/firewalled';
import {
  acl,
  group,
  instance,
  openGroup,
  publicSubnet,
  ref,
  resource,
  route,
  rule,
  subnet,
  vpc,
  type Resources,
} from './support/net';

/** Networks with something of most kinds. */
const NETS: Readonly<Record<string, Resources>> = {
  'a firewall': {
    ...FIREWALLED,
    ...policy(STRICT_DROP, rules('Group', 'pass tcp any any -> $HOME_NET 80 (sid:1;)')),
  },
  'a VPC': {
    ...vpc('Vpc', 0),
    ...openGroup('Open', 'Vpc'),
    ...publicSubnet('P', 'Vpc', '10.0.1.0/24'),
    ...subnet('Q', 'Vpc', '10.0.2.0/24', 'b'),
    ...acl('Acl', 'Vpc', 'Q', [
      '1 in allow tcp 10.0.0.0/16 80-443',
      '2 in allow tcp 0.0.0.0/0 1024-65535',
      '1 out allow all 0.0.0.0/0',
    ]),
    Nat: resource('EC2::NatGateway', { SubnetId: ref('P') }),
    ...route('QDefault', 'QTable', '0.0.0.0/0', { NatGatewayId: ref('Nat') }),
    ...group(
      'Named',
      'Vpc',
      [rule('tcp/80', { SourceSecurityGroupId: ref('Open') })],
      [rule('tcp/443', '10.0.0.0/16')],
    ),
    ...instance('Web', 'P', ['Open']),
    ...instance('App', 'Q', ['Named']),
  },
  'a transit gateway': {
    ...spoke('One', 1),
    ...spoke('Two', 2),
    Tgw: resource('EC2::TransitGateway', {
      DefaultRouteTableAssociation: 'enable',
      DefaultRouteTablePropagation: 'enable',
    }),
    Site: resource('EC2::CustomerGateway', { BgpAsn: 65000 }),
    Vpn: resource('EC2::VPNConnection', {
      CustomerGatewayId: ref('Site'),
      StaticRoutesOnly: true,
      TransitGatewayId: ref('Tgw'),
    }),
    VpnRoute: resource('EC2::VPNConnectionRoute', { VpnConnectionId: ref('Vpn'), DestinationCidrBlock: '10.7.0.0/16' }),
  },
};

function spoke(name: string, n: number): Resources {
  return {
    ...vpc(name, n, false),
    ...openGroup(`${name}Open`, name),
    ...subnet(`${name}S`, name, `10.${n}.1.0/24`),
    ...route(`${name}Out`, `${name}STable`, '10.0.0.0/8', { TransitGatewayId: ref('Tgw') }),
    ...instance(`${name}Host`, `${name}S`, [`${name}Open`]),
    [`${name}Attachment`]: resource('EC2::TransitGatewayAttachment', {
      TransitGatewayId: ref('Tgw'),
      VpcId: ref(name),
      SubnetIds: [ref(`${name}S`)],
    }),
  };
}

type Path = readonly (string | number)[];

/** Paths of everything in a value that a parameter can stand for. */
function leaves(value: JsonValue | undefined, path: Path = []): readonly Path[] {
  const isLeaf = typeof value !== 'object' || value === null || /^(Ref|Fn::)/.test(Object.keys(value)[0] ?? '');
  return isLeaf ? [path] : Object.entries(value).flatMap(([key, inner]) => leaves(inner as JsonValue, [...path, key]));
}

function withParameter(value: JsonValue | undefined, [key, ...rest]: Path): JsonValue {
  if (key === undefined) {
    return ref('Anything');
  }
  const copy: Record<string | number, JsonValue> = Array.isArray(value)
    ? ([...(value as JsonValue[])] as never)
    : ({ ...(value as JsonObject) } as never);
  copy[key] = withParameter(copy[key], rest);
  return copy as unknown as JsonValue;
}

function answersOf(resources: Resources): readonly string[] {
  const template = { Parameters: { Anything: { Type: 'String' } }, Resources: resources as unknown as JsonObject };
  const model = modelOfTemplate(template, { region: 'eu-west-1', account: '111122223333' });
  const world = buildWorld(model);
  const hosts = model.resources.filter(({ type }) => type.endsWith('Instance')).map(({ logicalId }) => logicalId);
  const sites = model.resources
    .filter(({ type }) => type.endsWith('CustomerGateway'))
    .map(({ logicalId }) => `site:${logicalId}`);
  const places = ['internet', ...hosts, ...sites];
  return places.flatMap((from) =>
    places.flatMap((to) =>
      from === to
        ? []
        : [80, 443].flatMap((port) => {
            const { delivers, session } = ask(world, { from, to, protocol: 'tcp', port });
            return [`${from} > ${to} ${port} delivers ${delivers}`, `${from} > ${to} ${port} session ${session}`];
          }),
    ),
  );
}

describe('a parameter in place of any value', () => {
  test.each(Object.keys(NETS))('leaves answers as they are or makes them unknown: %s', (name) => {
    const net = NETS[name] ?? {};
    const told = answersOf(net);
    let open = 0;
    const changed = Object.entries(net).flatMap(([id, { Type, Properties }]) =>
      leaves(Properties).flatMap((path) => {
        const opened = answersOf({ ...net, [id]: { Type, Properties: withParameter(Properties, path) as JsonObject } });
        open += opened.filter((text) => text.endsWith('unknown')).length;
        const wrong = opened.filter((text, index) => text !== told[index] && !text.endsWith('unknown'));
        return wrong.map((text) => `${id}.${path.join('.')}: ${text}`);
      }),
    );
    expect(told.some((text) => text.endsWith('yes'))).toBe(true);
    expect(told.some((text) => text.endsWith('no'))).toBe(true);
    expect(open).toBeGreaterThan(0);
    expect(changed).toEqual([]);
  });
});
