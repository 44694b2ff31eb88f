import { servicePorts, type ServicePorts, type Site, type SubnetRole } from '../site';
import { ANYWHERE } from './zone-routing';

/** Inclusive range of ports. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Ports from which load balancers, NAT gateways and functions open connections.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html read 2026-11-25
 */
const EPHEMERAL: PortRange = { from: 1024, to: 65535 };

/** Ports from which Amazon Linux opens connections (`net.ipv4.ip_local_port_range`). */
const LINUX_EPHEMERAL: PortRange = { from: 32768, to: 60999 };

/** Whom a rule is about: the subnets of a role, the whole VPC or everybody. */
export type NetworkAclPeer = SubnetRole | 'vpc' | 'anywhere';

/** One row of the table. */
export interface NetworkAclRow {
  readonly direction: 'ingress' | 'egress';
  /**
   * Number of the rule, the first of 100 that belong to the row: a peer with a subnet per zone takes one number for
   * each zone letter. So another zone or row never renumbers a rule, which CloudFormation could not replace.
   */
  readonly number: number;
  readonly action: 'allow' | 'deny';
  readonly peer: NetworkAclPeer;
  /** TCP ports, or every protocol and port. */
  readonly ports: PortRange | 'all';
  /** The flow the row is for. */
  readonly why: string;
}

/** Numbers at the end of every list: neighbours come first, then nobody else of the VPC, then the internet. */
const DENY_VPC = 8000;
const INTERNET = 9000;

/**
 * Rules of the network ACL of each role.
 *
 * They enforce the order barrier -> dmz -> internal -> data a second time, beside the security groups: neighbours by
 * port, then a denial of the VPC's range, then what the internet may send. Without the denial, the rule that lets
 * replies in from everywhere would let other segments in on every high port.
 *
 * ACLs keep no state, so each flow has a row for its replies at either side. They see neither DNS to the resolver nor
 * the metadata service nor time. No ICMP: NAT gateways clamp the segment size, so nothing depends on path MTU messages.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html read 2026-11-25
 */
export function networkAclRows(site: Site, role: SubnetRole): readonly NetworkAclRow[] {
  const ports = servicePorts(site);
  switch (role) {
    case 'barrier-entry':
      return barrierEntry(ports);
    case 'barrier-egress':
      return barrierEgress(ports);
    case 'dmz':
      return dmz(ports, intoInternal(site, ports));
    case 'internal':
      return internal(ports, intoInternal(site, ports), withinInternal(site, ports));
    case 'data':
      return data(ports);
    case 'firewall':
    case 'attachment':
      return passThrough();
  }
}

/**
 * Entry load balancer. Where CloudFront places its interfaces, and which addresses they show to an ACL, is not
 * documented: any address may send to the listener, an interface beside the load balancer may reach the node of another
 * zone, and the security group guards.
 */
function barrierEntry(ports: ServicePorts): readonly NetworkAclRow[] {
  return [
    allow('ingress', 100, 'anywhere', port(ports.entryLoadBalancer), 'CloudFront to the entry load balancer'),
    allow('ingress', 200, 'dmz', EPHEMERAL, 'replies of the web tier'),
    allow('ingress', 300, 'barrier-entry', EPHEMERAL, 'replies of a node in another zone to CloudFront'),
    allow('egress', 100, 'dmz', port(ports.web), 'entry load balancer to the web tier'),
    allow('egress', 200, 'barrier-entry', port(ports.entryLoadBalancer), 'CloudFront to a node in another zone'),
    allow('egress', INTERNET, 'anywhere', EPHEMERAL, 'replies to CloudFront; no route leads out of the VPC'),
  ];
}

/** NAT gateway: the tiers' HTTPS out, and replies. */
function barrierEgress(ports: ServicePorts): readonly NetworkAclRow[] {
  return [
    allow('ingress', 100, 'dmz', port(ports.https), 'web tier to the internet'),
    allow('ingress', 200, 'internal', port(ports.https), 'app tier to the internet'),
    denyVpc('ingress'),
    allow('ingress', INTERNET, 'anywhere', EPHEMERAL, 'replies to the NAT gateway'),
    allow('egress', 100, 'dmz', LINUX_EPHEMERAL, 'replies to the web tier'),
    allow('egress', 200, 'internal', LINUX_EPHEMERAL, 'replies to the app tier'),
    denyVpc('egress'),
    allow('egress', INTERNET, 'anywhere', port(ports.https), 'NAT gateway to the internet'),
  ];
}

/** Web tier. */
function dmz(ports: ServicePorts, toInternal: PortRange): readonly NetworkAclRow[] {
  return [
    allow('ingress', 100, 'barrier-entry', port(ports.web), 'entry load balancer to the web tier'),
    allow('ingress', 200, 'internal', LINUX_EPHEMERAL, 'replies of the app load balancer and of endpoints'),
    denyVpc('ingress'),
    allow('ingress', INTERNET, 'anywhere', LINUX_EPHEMERAL, 'replies from the internet and from S3'),
    allow('egress', 100, 'barrier-entry', EPHEMERAL, 'replies to the entry load balancer'),
    allow('egress', 200, 'internal', toInternal, 'web tier to the app load balancer and to endpoints'),
    denyVpc('egress'),
    allow('egress', INTERNET, 'anywhere', port(ports.https), 'web tier to S3 and to the internet'),
  ];
}

/** App load balancer, app tier, database probes and interface endpoints, which reach each other across zones. */
function internal(ports: ServicePorts, fromDmz: PortRange, within: PortRange): readonly NetworkAclRow[] {
  const neighbours = 'app load balancer to app tier, app tier to endpoints, and their replies';
  return [
    allow('ingress', 100, 'dmz', fromDmz, 'web tier to the app load balancer and to endpoints'),
    allow('ingress', 200, 'internal', within, neighbours),
    allow('ingress', 300, 'data', EPHEMERAL, 'replies of the database to the app tier and to probes'),
    denyVpc('ingress'),
    allow('ingress', INTERNET, 'anywhere', LINUX_EPHEMERAL, 'replies from the internet and from S3'),
    allow('egress', 100, 'dmz', LINUX_EPHEMERAL, 'replies to the web tier'),
    allow('egress', 200, 'internal', within, neighbours),
    allow('egress', 300, 'data', port(ports.database), 'app tier and probes to the database'),
    denyVpc('egress'),
    allow('egress', INTERNET, 'anywhere', port(ports.https), 'app tier to S3 and to the internet'),
  ];
}

/**
 * Database: reached by the app tier and by probes, reaches nothing. Aurora replicates below the VPC.
 *
 * Replies may go to any high port, the one on which app servers listen included. Nothing of theirs comes back: the segment
 * admits the port of the database alone.
 */
function data(ports: ServicePorts): readonly NetworkAclRow[] {
  return [
    allow('ingress', 100, 'internal', port(ports.database), 'app tier and probes to the database'),
    allow('egress', 100, 'internal', EPHEMERAL, 'replies to the app tier and to probes'),
  ];
}

/**
 * Firewall endpoints hold no server and only pass on what the tables of other subnets send them. What they must refuse
 * the firewall refuses, and logs; an ACL would refuse it silently.
 */
function passThrough(): readonly NetworkAclRow[] {
  const why = 'passes through the firewall, which decides';
  return [
    { direction: 'ingress', number: 100, action: 'allow', peer: 'anywhere', ports: 'all', why },
    { direction: 'egress', number: 100, action: 'allow', peer: 'anywhere', ports: 'all', why },
  ];
}

/**
 * What the web tier reaches in `internal`: the app load balancer and, with endpoints, HTTPS. One range for both: a rule
 * each would exceed, in five zones, the 20 an ACL takes with its default rule. Six zones exceed them anyway and are
 * refused.
 */
function intoInternal(site: Site, ports: ServicePorts): PortRange {
  const to = site.network.interfaceEndpoints.kind === 'private' ? ports.https : ports.appLoadBalancer;
  return { from: Math.min(ports.appLoadBalancer, to), to };
}

/** What crosses zones inside `internal`: requests to the app tier, replies, and calls to endpoints where there are any. */
function withinInternal(site: Site, ports: ServicePorts): PortRange {
  return { from: site.network.interfaceEndpoints.kind === 'private' ? ports.https : EPHEMERAL.from, to: EPHEMERAL.to };
}

function allow(
  direction: 'ingress' | 'egress',
  number: number,
  peer: NetworkAclPeer,
  ports: PortRange,
  why: string,
): NetworkAclRow {
  return { direction, number, action: 'allow', peer, ports, why };
}

function denyVpc(direction: 'ingress' | 'egress'): NetworkAclRow {
  return { direction, number: DENY_VPC, action: 'deny', peer: 'vpc', ports: 'all', why: 'nobody else of the VPC' };
}

function port(number: number): PortRange {
  return { from: number, to: number };
}

/** A range a row's peer stands for. */
export interface RowRange {
  /** Number of the rule. */
  readonly number: number;
  readonly cidr: string;
  /** What tells the ranges of a row apart: the zone, or nothing when there is one range. */
  readonly key: string;
}

/** Ranges a row's peer stands for, with the number of the rule for each. */
export function rowRanges(site: Site, row: NetworkAclRow): readonly RowRange[] {
  const { number, peer } = row;
  if (peer === 'anywhere') {
    return [{ number, cidr: ANYWHERE, key: '' }];
  }
  if (peer === 'vpc') {
    return [{ number, cidr: site.regions.primary.vpcCidr, key: '' }];
  }
  return site.network.subnets
    .filter(({ role }) => role === peer)
    .map(({ availabilityZone, cidr }) => ({
      number: number + zoneNumber(availabilityZone),
      cidr,
      key: availabilityZone,
    }));
}

/** 0 for zone `a`, 1 for zone `b`: independent of which zones the site uses. */
function zoneNumber(availabilityZone: string): number {
  return availabilityZone.charCodeAt(availabilityZone.length - 1) - 'a'.charCodeAt(0);
}
