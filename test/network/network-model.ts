import { covers, prefix } from './ranges';
import type { Resource } from './synth-network';

/** A subnet as the template describes it. */
export interface ModelSubnet {
  readonly id: string;
  readonly role: string;
  readonly zone: string;
  readonly cidr: string;
}

interface Route {
  readonly cidr: string;
  readonly target: string;
}

interface AclEntry {
  readonly number: number;
  readonly egress: boolean;
  readonly allow: boolean;
  readonly cidr: string;
  readonly protocol: number;
  readonly from: number;
  readonly to: number;
}

/** A rule of a security group: peer is a group, a prefix list or a range. */
export interface GroupRule {
  readonly group: string;
  readonly direction: 'ingress' | 'egress';
  readonly peer: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a template as EC2 would, knowing nothing of the code that made it. TCP and IPv4 only. */
export class NetworkModel {
  readonly subnets: readonly ModelSubnet[];
  readonly groupRules: readonly GroupRule[];
  private readonly tables: ReadonlyMap<string, readonly Route[]>;
  private readonly acls: ReadonlyMap<string, readonly AclEntry[]>;

  private readonly resources: Readonly<Record<string, Resource>>;

  constructor(resources: Readonly<Record<string, Resource>>) {
    this.resources = resources;
    this.subnets = this.entries('AWS::EC2::Subnet').map(([id, properties]) => {
      const zone = text(properties['AvailabilityZone']);
      const name = text((properties['Tags'] as Json[]).find((tag) => tag['Key'] === 'Name')?.['Value']);
      return {
        id,
        zone,
        cidr: text(properties['CidrBlock']),
        role: name.replace(/^[a-z]+-site-|^tiny-/, '').replace(`-${zone}`, ''),
      };
    });
    this.tables = new Map(this.subnets.map((subnet) => [subnet.id, this.routesOf(subnet)]));
    this.acls = new Map(this.subnets.map((subnet) => [subnet.id, this.aclOf(subnet)]));
    this.groupRules = this.readGroups();
  }

  subnet(role: string, zone: string): ModelSubnet {
    return required(this.subnets.find((subnet) => subnet.role === role && subnet.zone === zone));
  }

  /** Target of the longest prefix that covers the address; `local` inside the VPC, nothing where no route leads. */
  route(subnet: ModelSubnet, address: string): string | undefined {
    const covering = required(this.tables.get(subnet.id)).filter(({ cidr }) => covers(cidr, address));
    return covering.sort((a, b) => prefix(b.cidr) - prefix(a.cidr))[0]?.target;
  }

  /** Subnet a route's target lies in; none for the internet gateway. */
  subnetOf(target: string): ModelSubnet | undefined {
    if (target.startsWith('vpce-')) {
      return this.subnet('firewall', target.replace('vpce-', ''));
    }
    const resource = required(this.resources[target]);
    return resource.Type === 'AWS::EC2::NatGateway'
      ? this.subnets.find(({ id }) => id === this.value(resource.Properties['SubnetId']))
      : undefined;
  }

  /** Every route of a subnet but the local one. */
  routes(subnet: ModelSubnet): readonly Route[] {
    return required(this.tables.get(subnet.id)).filter(({ target }) => target !== 'local');
  }

  /** Whether the ACL lets a TCP packet across the edge of the subnet. `peer` is the other end of the packet. */
  passesAcl(subnet: ModelSubnet, egress: boolean, peer: string, port: number): boolean {
    const matching = required(this.acls.get(subnet.id))
      .filter((entry) => entry.egress === egress && covers(entry.cidr, peer))
      .filter(({ protocol, from, to }) => protocol === -1 || (protocol === 6 && from <= port && port <= to))
      .sort((a, b) => a.number - b.number);
    return matching[0]?.allow ?? false;
  }

  /** Entries of a subnet's ACL in one direction. */
  aclSize(subnet: ModelSubnet, egress: boolean): number {
    return required(this.acls.get(subnet.id)).filter((entry) => entry.egress === egress).length;
  }

  /** Whether groups let a TCP connection start. A group that no rule names lets nothing through. */
  passesGroups(from: string, to: string, port: number): boolean {
    const allows = (group: string, direction: 'ingress' | 'egress', peer: string) =>
      this.groupRules.some(
        (rule) =>
          rule.group === group &&
          rule.direction === direction &&
          rule.protocol === 'tcp' &&
          (rule.peer === peer || (rule.peer === '0.0.0.0/0' && !peer.startsWith('pl-'))) &&
          rule.from <= port &&
          port <= rule.to,
      );
    const isGroup = (name: string) => this.groupRules.some((rule) => rule.group === name);
    return (!isGroup(from) || allows(from, 'egress', to)) && (!isGroup(to) || allows(to, 'ingress', from));
  }

  /** Values of intrinsic functions; ids stand for what they name, and firewall endpoints come in no useful order. */
  value(node: unknown): string {
    if (typeof node === 'string' || typeof node === 'number') {
      return String(node);
    }
    const [[name, argument]] = Object.entries(node as Json) as [[string, unknown]];
    switch (name) {
      case 'Ref':
        return text(argument);
      case 'Fn::GetAtt':
        return text((argument as string[])[0]);
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return this.list(parts).join(separator);
      }
      case 'Fn::Select': {
        const [index, parts] = argument as [number, unknown];
        return required(this.list(parts)[index]);
      }
      default:
        throw new Error(`unknown function ${name}`);
    }
  }

  private list(node: unknown): readonly string[] {
    const [[name, argument]] = Object.entries(node as Json) as [[string, unknown]];
    if (name === 'Fn::Split') {
      const [separator, whole] = argument as [string, unknown];
      return this.value(whole).split(separator);
    }
    if (name === 'Fn::GetAtt' && (argument as string[])[1] === 'EndpointIds') {
      const zones = [
        ...new Set(this.entries('AWS::EC2::Subnet').map(([, subnet]) => text(subnet['AvailabilityZone']))),
      ];
      return zones.reverse().map((zone) => `${zone}:vpce-${zone}`);
    }
    throw new Error(`no list: ${name}`);
  }

  private routesOf({ id }: ModelSubnet): Route[] {
    const association = this.entries('AWS::EC2::SubnetRouteTableAssociation').filter(
      ([, p]) => this.value(p['SubnetId']) === id,
    );
    const table = this.value(required(association[0])[1]['RouteTableId']);
    const vpc = required(this.entries('AWS::EC2::VPC')[0])[1];
    const routes = this.entries('AWS::EC2::Route')
      .filter(([, p]) => this.value(p['RouteTableId']) === table)
      .map(([, p]) => ({
        cidr: text(p['DestinationCidrBlock']),
        target: this.value(p['VpcEndpointId'] ?? p['NatGatewayId'] ?? p['GatewayId']),
      }));
    return [{ cidr: text(vpc['CidrBlock']), target: 'local' }, ...routes];
  }

  private aclOf({ id }: ModelSubnet): AclEntry[] {
    const association = this.entries('AWS::EC2::SubnetNetworkAclAssociation').filter(
      ([, p]) => this.value(p['SubnetId']) === id,
    );
    const acl = this.value(required(association[0])[1]['NetworkAclId']);
    return this.entries('AWS::EC2::NetworkAclEntry')
      .filter(([, p]) => this.value(p['NetworkAclId']) === acl)
      .map(([, p]) => {
        const ports = p['PortRange'] as { From: number; To: number } | undefined;
        return {
          number: Number(p['RuleNumber']),
          egress: p['Egress'] === true,
          allow: p['RuleAction'] === 'allow',
          cidr: text(p['CidrBlock']),
          protocol: Number(p['Protocol']),
          from: ports?.From ?? 0,
          to: ports?.To ?? 65535,
        };
      });
  }

  private readGroups(): GroupRule[] {
    const rule = (group: string, direction: 'ingress' | 'egress', p: Json): GroupRule => ({
      group: this.groupName(group),
      direction,
      peer: this.peerOf(p),
      protocol: text(p['IpProtocol']),
      from: Number(p['FromPort']),
      to: Number(p['ToPort']),
      description: text(p['Description']),
    });
    return [
      ...this.entries('AWS::EC2::SecurityGroup').flatMap(([id, p]) => [
        ...((p['SecurityGroupIngress'] ?? []) as Json[]).map((inline) => rule(id, 'ingress', inline)),
        ...((p['SecurityGroupEgress'] ?? []) as Json[]).map((inline) => rule(id, 'egress', inline)),
      ]),
      ...this.entries('AWS::EC2::SecurityGroupIngress').map(([, p]) => rule(this.value(p['GroupId']), 'ingress', p)),
      ...this.entries('AWS::EC2::SecurityGroupEgress').map(([, p]) => rule(this.value(p['GroupId']), 'egress', p)),
    ];
  }

  private peerOf(p: Json): string {
    const group = p['SourceSecurityGroupId'] ?? p['DestinationSecurityGroupId'];
    return group === undefined
      ? text(p['CidrIp'] ?? p['SourcePrefixListId'] ?? p['DestinationPrefixListId'])
      : this.groupName(this.value(group));
  }

  private groupName(id: string): string {
    const tags = required(this.resources[id]).Properties['Tags'] as Json[];
    return text(tags.find((tag) => tag['Key'] === 'Name')?.['Value']).replace(/^[a-z]+-site-|^tiny-/, '');
  }

  private entries(type: string): readonly [string, Json][] {
    return Object.entries(this.resources).flatMap(([id, { Type, Properties }]) =>
      Type === type ? [[id, Properties]] : [],
    );
  }
}

function text(value: unknown): string {
  if (typeof value !== 'string') {
    throw new Error(`no text: ${JSON.stringify(value)}`);
  }
  return value;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('not found');
  }
  return value;
}
