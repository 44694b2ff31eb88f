import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  ModifySecurityGroupRulesCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { number, text } from '../shapes';

const common = {
  CidrIp: z.optional(text),
  CidrIpv6: z.optional(text),
  Description: z.optional(text),
  FromPort: z.optional(number),
  GroupId: text,
  IpProtocol: text,
  ToPort: z.optional(number),
};

const ingress = z.strictObject({
  ...common,
  SourcePrefixListId: z.optional(text),
  SourceSecurityGroupId: z.optional(text),
  SourceSecurityGroupOwnerId: z.optional(text),
});

const egress = z.strictObject({
  ...common,
  DestinationPrefixListId: z.optional(text),
  DestinationSecurityGroupId: z.optional(text),
});

const COMMON_REPLACING = ['CidrIp', 'CidrIpv6', 'FromPort', 'GroupId', 'IpProtocol', 'ToPort'] as const;

/** A rule of either direction. */
interface Rule extends z.infer<z.ZodMiniObject<typeof common>> {
  readonly prefixList?: string | undefined;
  readonly group?: string | undefined;
  readonly owner?: string | undefined;
}

/** `AWS::EC2::SecurityGroupIngress`; `Ref` is the id of the rule. */
export const securityGroupIngress = playedType({
  properties: ingress,
  replacing: [...COMMON_REPLACING, 'SourcePrefixListId', 'SourceSecurityGroupId', 'SourceSecurityGroupOwnerId'],
  create: async ({ properties, clients: { ec2 } }) => {
    const { GroupId } = properties;
    const IpPermissions = [permission(ingressRule(properties))];
    const made = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    return describe(required(made.SecurityGroupRules?.[0]?.SecurityGroupRuleId, 'SecurityGroupRuleId'));
  },
  update: async (id, { properties, clients: { ec2 } }, { keys }) =>
    await changeDescription(ec2, id, ingressRule(properties), keys),
  remove: async (id, { properties: { GroupId }, clients: { ec2 } }) =>
    await unlessGone(ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [id] })), GONE),
});

/** `AWS::EC2::SecurityGroupEgress`; `Ref` is the id of the rule. */
export const securityGroupEgress = playedType({
  properties: egress,
  replacing: [...COMMON_REPLACING, 'DestinationPrefixListId', 'DestinationSecurityGroupId'],
  create: async ({ properties, clients: { ec2 } }) => {
    const { GroupId } = properties;
    const IpPermissions = [permission(egressRule(properties))];
    const made = await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    return describe(required(made.SecurityGroupRules?.[0]?.SecurityGroupRuleId, 'SecurityGroupRuleId'));
  },
  update: async (id, { properties, clients: { ec2 } }, { keys }) =>
    await changeDescription(ec2, id, egressRule(properties), keys),
  remove: async (id, { properties: { GroupId }, clients: { ec2 } }) =>
    await unlessGone(ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, SecurityGroupRuleIds: [id] })), GONE),
});

const GONE = ['InvalidSecurityGroupRuleId.NotFound', 'InvalidGroup.NotFound', 'InvalidPermission.NotFound'];

function ingressRule(properties: z.infer<typeof ingress>): Rule {
  const { SourcePrefixListId, SourceSecurityGroupId, SourceSecurityGroupOwnerId, ...rule } = properties;
  return { ...rule, prefixList: SourcePrefixListId, group: SourceSecurityGroupId, owner: SourceSecurityGroupOwnerId };
}

function egressRule({ DestinationPrefixListId, DestinationSecurityGroupId, ...rule }: z.infer<typeof egress>): Rule {
  return { ...rule, prefixList: DestinationPrefixListId, group: DestinationSecurityGroupId };
}

function permission({ IpProtocol, FromPort, ToPort, Description, ...peer }: Rule): IpPermission {
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: peer.CidrIp === undefined ? undefined : [{ CidrIp: peer.CidrIp, Description }],
    Ipv6Ranges: peer.CidrIpv6 === undefined ? undefined : [{ CidrIpv6: peer.CidrIpv6, Description }],
    PrefixListIds: peer.prefixList === undefined ? undefined : [{ PrefixListId: peer.prefixList, Description }],
    UserIdGroupPairs: peer.group === undefined ? undefined : [{ GroupId: peer.group, UserId: peer.owner, Description }],
  };
}

async function changeDescription(ec2: EC2Client, id: string, rule: Rule, keys: ReadonlySet<string>): Promise<Made> {
  if (keys.has('Description')) {
    const { GroupId, IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, prefixList, group, Description = '' } = rule;
    const SecurityGroupRule = {
      ...{ IpProtocol, FromPort, ToPort, CidrIpv4: CidrIp, CidrIpv6, PrefixListId: prefixList },
      ...{ ReferencedGroupId: group, Description },
    };
    await ec2.send(
      new ModifySecurityGroupRulesCommand({
        GroupId,
        SecurityGroupRules: [{ SecurityGroupRuleId: id, SecurityGroupRule }],
      }),
    );
  }
  return describe(id);
}

function describe(id: string): Made {
  return { physicalId: id, attributes: { Id: id } };
}
