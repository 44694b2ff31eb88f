import { Tags } from 'aws-cdk-lib';
import {
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  CfnSecurityGroupIngress,
  SecurityGroup,
  type ISecurityGroup,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { pascalCase, type Site } from '../site';
import {
  SECURITY_GROUPS,
  groupFlows,
  outsideFlows,
  type GroupFlow,
  type OutsideFlow,
  type SecurityGroupName,
} from './security-group-rules';

/**
 * Matches no packet, and keeps EC2 from adding its default rule, which lets everything out, to a group without rules
 * of its own. The same rule as the L2 construct's, so that readers of templates know it.
 */
const NO_EGRESS: CfnSecurityGroup.EgressProperty = {
  cidrIp: '255.255.255.255/32',
  ipProtocol: 'icmp',
  fromPort: 252,
  toPort: 86,
  description: 'Disallow all traffic',
};

/** Properties for `SecurityGroups`. */
export interface SecurityGroupsProps {
  /** Site whose flows are allowed. */
  readonly site: Site;

  /** VPC the groups belong to. */
  readonly vpc: IVpc;
}

/**
 * Every security group of the site with every rule, in one stack: groups spread over stacks become cyclic references.
 *
 * Rules between groups are resources of their own, since groups that name each other could not be created otherwise.
 */
export class SecurityGroups extends Construct {
  /** The groups as references that cannot be changed: a construct that is handed one adds no rules of its own. */
  readonly byName: Readonly<Record<SecurityGroupName, ISecurityGroup>>;

  constructor(scope: Construct, id: string, props: SecurityGroupsProps) {
    super(scope, id);
    const { site, vpc } = props;
    const ids = new Map<SecurityGroupName, string>();
    const references = new Map<SecurityGroupName, ISecurityGroup>();
    for (const name of Object.keys(SECURITY_GROUPS) as SecurityGroupName[]) {
      const group = new CfnSecurityGroup(this, pascalCase(name), {
        vpcId: vpc.vpcId,
        groupDescription: SECURITY_GROUPS[name],
        ...inlineRules(outsideFlows(site).filter((flow) => flow.group === name)),
      });
      Tags.of(group).add('Name', `${site.name}-${name}`);
      ids.set(name, group.attrGroupId);
      references.set(
        name,
        SecurityGroup.fromSecurityGroupId(this, `${pascalCase(name)}Reference`, group.attrGroupId, { mutable: false }),
      );
    }
    for (const flow of groupFlows(site)) {
      this.addFlow(flow, ids);
    }
    this.byName = Object.fromEntries(references) as Record<SecurityGroupName, ISecurityGroup>;
  }

  private addFlow(flow: GroupFlow, ids: ReadonlyMap<SecurityGroupName, string>): void {
    const [from, to] = [ids.get(flow.from), ids.get(flow.to)];
    if (from === undefined || to === undefined) {
      throw new Error(`no security group for the flow from ${flow.from} to ${flow.to}`);
    }
    const id = `${pascalCase(flow.from)}To${pascalCase(flow.to)}`;
    const rule = { ipProtocol: 'tcp', fromPort: flow.port, toPort: flow.port, description: flow.description };
    new CfnSecurityGroupEgress(this, `${id}Egress`, { groupId: from, destinationSecurityGroupId: to, ...rule });
    new CfnSecurityGroupIngress(this, `${id}Ingress`, { groupId: to, sourceSecurityGroupId: from, ...rule });
  }
}

function inlineRules(flows: readonly OutsideFlow[]): {
  readonly securityGroupIngress?: CfnSecurityGroup.IngressProperty[];
  readonly securityGroupEgress: CfnSecurityGroup.EgressProperty[];
} {
  const rule = ({ port, description }: OutsideFlow) => ({
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    description,
  });
  const ingress = flows
    .filter(({ direction }) => direction === 'ingress')
    .map((flow) => ({
      ...rule(flow),
      ...('cidr' in flow.peer ? { cidrIp: flow.peer.cidr } : { sourcePrefixListId: flow.peer.prefixListId }),
    }));
  const egress = flows
    .filter(({ direction }) => direction === 'egress')
    .map((flow) => ({
      ...rule(flow),
      ...('cidr' in flow.peer ? { cidrIp: flow.peer.cidr } : { destinationPrefixListId: flow.peer.prefixListId }),
    }));
  return {
    ...(ingress.length === 0 ? {} : { securityGroupIngress: ingress }),
    securityGroupEgress: egress.length === 0 ? [NO_EGRESS] : egress,
  };
}
