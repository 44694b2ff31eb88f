import type { TemplateResource } from '../../../template';
import { blockAt, type Block } from '../net/address';
import type { Subnet, Vpc } from '../net/network';
import type { RouteTable } from '../net/routes';
import { addInterface } from './build-interfaces';
import { findVpc, openList } from './build-vpcs';
import type { Draft } from './draft';

/**
 * Makes regional NAT gateways: they stand in no subnet, so no network ACL looks at what passes them, and come with a route
 * table of their own that leads to the internet gateway.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html read 2026-11-25
 */
export function buildRegionalNats(draft: Draft): void {
  for (const resource of draft.reader.all('AWS::EC2::NatGateway')) {
    const vpc = findVpc(draft, draft.reader.value(resource, 'VpcId'));
    const block = vpc?.blocks.find(({ family }) => family === 4);
    if (isRegional(draft, resource) && vpc !== undefined && block !== undefined) {
      addRegionalNat(draft, resource, vpc, block);
    }
  }
}

/** Whether a NAT gateway is regional. */
export function isRegional(draft: Draft, resource: TemplateResource): boolean {
  return draft.reader.word(resource, ['AvailabilityMode'], 'zonal') === 'regional';
}

function addRegionalNat(draft: Draft, resource: TemplateResource, vpc: Vpc, block: Block): void {
  const name = draft.reader.name(resource);
  const table: RouteTable = { name: `route table of ${name}`, vpc: () => vpc, routes: [] };
  table.routes.push(
    ...vpc.blocks.map(
      (own) => ({ block: own, origin: 'static', target: { kind: 'local' }, name: 'local route' }) as const,
    ),
  );
  if (vpc.internetGateway !== undefined) {
    const target = { kind: 'internet', gateway: vpc.internetGateway } as const;
    table.routes.push({
      block: draft.block('0.0.0.0/0'),
      origin: 'static',
      target,
      name: 'route to the internet gateway',
    });
  }
  draft.tables.set(resource, table);
  const edge: Block = {
    ...blockAt(4, block.last, 28),
    ...(block.symbol === undefined ? {} : { symbol: block.symbol }),
  };
  const nowhere: Subnet = {
    name: `no subnet (${name})`,
    resource,
    vpc,
    zone: { key: `every zone of ${name}`, value: { kind: 'unknown', reason: 'it is in every zone' } },
    v4: edge,
    mapsPublic: 'no',
    assignsIpv6: 'no',
    table,
    list: openList(draft, name),
    interfaces: [],
  };
  const taken = draft.takenIn(nowhere);
  for (const value of vpc.byAddress.keys()) {
    taken.add(value);
  }
  addInterface(draft, {
    owner: resource,
    subnet: nowhere,
    groups: undefined,
    device: { kind: 'nat', nat: { name, isPrivate: false, resource } },
    listens: 'nothing',
    hasPublic: 'yes',
    checksAddresses: 'no',
  });
}
