import { asList, asObject, asString, at, type JsonObject } from '../../../template';
import type { DescribedLists } from '../read-network';
import type { Said } from '../said';
import type { Completion } from './completion';

/** Tag that names the Auto Scaling group of an instance. */
const GROUP_TAG = 'aws:autoscaling:groupName';

/** Address that stands for the one that AWS would give: which one it is plays no part. */
const SOME_ADDRESS = '192.0.2.1';

/**
 * The emulator shows no interface of an instance, and a public address of each, whatever the template says. An interface is
 * made of the subnet and the security groups that the instance tells; whether it has a public address is taken from the
 * templates, or from the subnet.
 */
export const instanceInterfaces: Completion = {
  divergence: 'InstanceWithoutInterfaces',
  what: 'public addresses of instances',
  complete: (lists, said, region) => {
    const interfaces: JsonObject[] = [];
    const withInterface = (instance: JsonObject): JsonObject => {
      const [id, group] = [asString(instance['InstanceId']), groupOf(instance)];
      if (id === undefined || group === undefined || asList(instance['NetworkInterfaces']).length > 0) {
        return instance;
      }
      const NetworkInterfaceId = `interface of ${id}`;
      const isPublic = saidOfGroup(group, said, region) ?? saidOfSubnet(instance, lists);
      interfaces.push({
        ...{ NetworkInterfaceId, SubnetId: instance['SubnetId'], VpcId: instance['VpcId'] },
        ...{ Groups: instance['SecurityGroups'], SourceDestCheck: instance['SourceDestCheck'] },
        Attachment: { InstanceId: id, DeviceIndex: 0 },
        ...(isPublic ? { Association: { PublicIp: SOME_ADDRESS } } : {}),
      });
      return { ...instance, NetworkInterfaces: [{ NetworkInterfaceId, Attachment: { DeviceIndex: 0 } }] };
    };
    const reservations = (lists['Reservations'] ?? []).map((reservation) => ({
      ...reservation,
      Instances: asList(reservation['Instances']).map((instance) => withInterface(asObject(instance))),
    }));
    const all = [...(lists['NetworkInterfaces'] ?? []), ...interfaces];
    return {
      lists: { ...lists, NetworkInterfaces: all, Reservations: reservations },
      taken: interfaces.length,
    };
  },
};

function groupOf(instance: JsonObject): string | undefined {
  const tag = asList(instance['Tags']).find((each) => at(each, 'Key') === GROUP_TAG);
  return asString(at(tag, 'Value'));
}

/** What the launch template of a group says of public addresses; `undefined` when nothing. */
function saidOfGroup(name: string, said: Said, region: string): boolean | undefined {
  const group = said
    .resources('AWS::AutoScaling::AutoScalingGroup', region)
    .find((resource) => said.idOf(resource) === name);
  const templateId = group === undefined ? undefined : said.property(group, 'LaunchTemplate', 'LaunchTemplateId');
  const template = said
    .resources('AWS::EC2::LaunchTemplate', region)
    .find((resource) => said.idOf(resource) === templateId);
  const value =
    template === undefined
      ? undefined
      : at(asList(said.property(template, 'LaunchTemplateData', 'NetworkInterfaces'))[0], 'AssociatePublicIpAddress');
  return value === undefined ? undefined : String(value) === 'true';
}

function saidOfSubnet(instance: JsonObject, lists: DescribedLists): boolean {
  const subnet = lists['Subnets']?.find((each) => each['SubnetId'] === instance['SubnetId']);
  return subnet?.['MapPublicIpOnLaunch'] === true;
}
