import { asList, asString } from '../../../template';
import type { Completion } from './completion';

/** Resource of CDK that takes the rules of a default group away. */
const RESTRICTION = 'Custom::VpcRestrictDefaultSG';

/** The emulator gives a default group no rule by which its members reach each other; some templates take it away. */
export const defaultGroupRules: Completion = {
  divergence: 'DefaultGroupWithoutIngress',
  what: 'rules of default security groups',
  complete: (lists, said, region) => {
    const restricted = new Set(
      said
        .resources(RESTRICTION, region)
        .map((resource) => said.targetOf(resource, 'DefaultSecurityGroupId'))
        .map((vpc) => (vpc === undefined ? undefined : said.idOf(vpc))),
    );
    const vpcs = said.resources('AWS::EC2::VPC', region).map((vpc) => said.idOf(vpc));
    const open = vpcs.filter((id) => id !== undefined && !restricted.has(id));
    let taken = 0;
    const groups = (lists['SecurityGroups'] ?? []).map((group) => {
      const isBare = group['GroupName'] === 'default' && asList(group['IpPermissions']).length === 0;
      if (!isBare || !open.includes(asString(group['VpcId']))) {
        return group;
      }
      taken += 1;
      return {
        ...group,
        IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: group['GroupId'] ?? null }] }],
      };
    });
    return { lists: { ...lists, SecurityGroups: groups }, taken };
  },
};
