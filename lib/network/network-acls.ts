import { Tags } from 'aws-cdk-lib';
import { CfnNetworkAcl, CfnNetworkAclEntry, CfnSubnetNetworkAclAssociation, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { pascalCase, type Site, type SubnetRole } from '../site';
import { networkAclRows, rowRanges, type NetworkAclRow } from './network-acl-rules';
import { builtRoles, type SegmentSubnets } from './segment-subnets';

/** Number ACLs give to protocols. @see https://www.iana.org/assignments/protocol-numbers */
const TCP = 6;
const EVERY_PROTOCOL = -1;

/** Properties for `NetworkAcls`. */
export interface NetworkAclsProps {
  /** Site whose segments are separated. */
  readonly site: Site;

  /** VPC the subnets lie in. */
  readonly vpc: IVpc;

  /** Subnets to associate, by role. */
  readonly subnets: SegmentSubnets;
}

/** One network ACL per role with the rules of `networkAclRows`, associated with every subnet of the role. */
export class NetworkAcls extends Construct {
  constructor(scope: Construct, id: string, props: NetworkAclsProps) {
    super(scope, id);
    const { site, vpc, subnets } = props;
    for (const role of builtRoles(site)) {
      const acl = new CfnNetworkAcl(this, pascalCase(role), { vpcId: vpc.vpcId });
      Tags.of(acl).add('Name', `${site.name}-${role}`);
      for (const row of networkAclRows(site, role)) {
        this.addRules(site, role, acl, row);
      }
      for (const subnet of subnets.byRole[role]) {
        new CfnSubnetNetworkAclAssociation(this, `${pascalCase(role)}${pascalCase(subnet.availabilityZone)}`, {
          networkAclId: acl.attrId,
          subnetId: subnet.subnetId,
        });
      }
    }
  }

  private addRules(site: Site, role: SubnetRole, acl: CfnNetworkAcl, row: NetworkAclRow): void {
    for (const { number, cidr, key } of rowRanges(site, row)) {
      const direction = row.direction === 'egress' ? 'To' : 'From';
      const id = `${pascalCase(role)}${direction}${pascalCase(row.peer)}${pascalCase(key)}`;
      new CfnNetworkAclEntry(this, id, {
        networkAclId: acl.attrId,
        ruleNumber: number,
        egress: row.direction === 'egress',
        ruleAction: row.action,
        cidrBlock: cidr,
        protocol: row.ports === 'all' ? EVERY_PROTOCOL : TCP,
        ...(row.ports === 'all' ? {} : { portRange: { from: row.ports.from, to: row.ports.to } }),
      });
    }
  }
}
