import { Tags } from 'aws-cdk-lib';
import { Subnet, type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { SUBNET_ROLES, pascalCase, type Site, type SubnetRole } from '../site';

/** Segment of each role, the value of the tag `segment`. */
const SEGMENTS: Readonly<Record<SubnetRole, 'barrier' | 'dmz' | 'internal' | 'data'>> = {
  'barrier-entry': 'barrier',
  'barrier-egress': 'barrier',
  firewall: 'barrier',
  dmz: 'dmz',
  internal: 'internal',
  data: 'data',
  attachment: 'internal',
};

/** Properties for `SegmentSubnets`. */
export interface SegmentSubnetsProps {
  /** Site whose address plan is built. */
  readonly site: Site;

  /** VPC the subnets are cut from. */
  readonly vpc: IVpc;
}

/**
 * The subnets of the address plan, each with a route table of its own that starts with the local route alone.
 *
 * Firewall subnets exist with inspection only. Attachment subnets stay a reservation in the plan until something is
 * attached: an empty subnet is nothing but an address range to explain. No subnet hands out public addresses.
 */
export class SegmentSubnets extends Construct {
  /** Subnets by role, sorted by zone. */
  readonly byRole: Readonly<Record<SubnetRole, readonly ISubnet[]>>;

  constructor(scope: Construct, id: string, props: SegmentSubnetsProps) {
    super(scope, id);
    const { site, vpc } = props;
    const built = builtRoles(site);
    const byRole: Record<SubnetRole, ISubnet[]> = {
      'barrier-entry': [],
      'barrier-egress': [],
      firewall: [],
      dmz: [],
      internal: [],
      data: [],
      attachment: [],
    };
    for (const plan of sortedByZone(site.network.subnets)) {
      if (!built.includes(plan.role)) {
        continue;
      }
      const subnet = new Subnet(this, `${pascalCase(plan.role)}${pascalCase(plan.availabilityZone)}`, {
        vpcId: vpc.vpcId,
        availabilityZone: plan.availabilityZone,
        cidrBlock: plan.cidr,
        mapPublicIpOnLaunch: false,
      });
      Tags.of(subnet).add('Name', `${site.name}-${plan.role}-${plan.availabilityZone}`);
      Tags.of(subnet).add('segment', SEGMENTS[plan.role]);
      byRole[plan.role].push(subnet);
    }
    this.byRole = byRole;
  }

  /** The subnet with that role in that zone. */
  requireSubnet(role: SubnetRole, availabilityZone: string): ISubnet {
    const found = this.byRole[role].find((subnet) => subnet.availabilityZone === availabilityZone);
    if (found === undefined) {
      throw new Error(`no ${role} subnet in ${availabilityZone}`);
    }
    return found;
  }
}

/** Roles that have subnets in this site. */
export function builtRoles(site: Pick<Site, 'network'>): readonly SubnetRole[] {
  const inspected = site.network.inspection.kind === 'network-firewall';
  return SUBNET_ROLES.filter((role) => role !== 'attachment' && (role !== 'firewall' || inspected));
}

function sortedByZone<T extends { readonly availabilityZone: string }>(subnets: readonly T[]): readonly T[] {
  return [...subnets].sort((a, b) => (a.availabilityZone < b.availabilityZone ? -1 : 1));
}
