import { itemsOf, targetOf, type TemplateResource, type Value } from '../../../template';
import type { Interface, Subnet } from '../net/network';
import { either, type Truth } from '../net/truth';
import { addInterface, givePublicAddress, groupsOf } from './build-interfaces';
import { subnetsOf } from './build-vpcs';
import type { Draft } from './draft';
import { entry, truthIn } from './reader';

/** Makes the interfaces of network interface resources, instances and Auto Scaling groups. */
export function buildInstances(draft: Draft): void {
  draft.reader.all('AWS::EC2::NetworkInterface').forEach((resource) => addNetworkInterface(draft, resource));
  draft.reader.all('AWS::EC2::Instance').forEach((resource) => addInstance(draft, resource));
  draft.reader.all('AWS::AutoScaling::AutoScalingGroup').forEach((resource) => addScalingGroup(draft, resource));
  for (const resource of draft.reader.all('AWS::EC2::NetworkInterfaceAttachment')) {
    share(draft, draft.reader.target(resource, 'InstanceId'), draft.reader.target(resource, 'NetworkInterfaceId'));
  }
  draft.reader.all('AWS::EC2::EIP', 'AWS::EC2::EIPAssociation').forEach((resource) => associate(draft, resource));
}

function addNetworkInterface(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const subnet = findSubnet(draft, reader.value(resource, 'SubnetId'));
  if (subnet === undefined) {
    draft.doubts.set(resource, 'its subnet is not known');
    return;
  }
  const listed = itemsOf(reader.value(resource, 'PrivateIpAddresses'))?.[0];
  const fixed = reader.text(resource, 'PrivateIpAddress') ?? textOf(listed, 'PrivateIpAddress');
  addInterface(draft, {
    owner: resource,
    subnet,
    ...groupsOf(draft, reader.value(resource, 'GroupSet'), subnet),
    device: { kind: 'host' },
    listens: 'everything',
    hasPublic: 'no',
    checksAddresses: reader.truth(resource, ['SourceDestCheck'], 'yes'),
    ...(fixed === undefined ? {} : { fixed }),
    hasIpv6: either(subnet.assignsIpv6, asksIpv6(reader.value(resource))),
  });
}

function addInstance(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const cards = reader.items(resource, 'NetworkInterfaces');
  if (cards === undefined) {
    draft.doubts.set(resource, 'its network interfaces are not known');
    return;
  }
  const whole = reader.value(resource);
  const described = cards.length === 0 ? [whole] : cards;
  described.forEach((card, index) => {
    const given = targetOf(entry(card, 'NetworkInterfaceId'));
    if (given !== undefined) {
      share(draft, resource, given);
      return;
    }
    addCard(
      draft,
      resource,
      { card, groups: entry(card, cards.length === 0 ? 'SecurityGroupIds' : 'GroupSet') },
      index,
    );
  });
}

function addCard(draft: Draft, resource: TemplateResource, card: { card: Value; groups: Value }, index: number): void {
  const { reader } = draft;
  const subnet = findSubnet(draft, entry(card.card, 'SubnetId'));
  if (subnet === undefined) {
    draft.doubts.set(resource, 'its subnet is not known');
    return;
  }
  const template = launchTemplateOf(draft, resource);
  const plain = groupsOf(draft, card.groups, subnet);
  const named = itemsOf(card.groups)?.length === 0 && template !== undefined;
  const fixed = textOf(card.card, 'PrivateIpAddress');
  const names = entry(reader.value(resource), 'SecurityGroups').kind !== 'absent';
  addInterface(draft, {
    owner: resource,
    subnet,
    ...(named ? groupsOf(draft, template.groups, subnet) : plain),
    ...(names ? { groupsDoubt: 'it names security groups by their names' } : {}),
    device: { kind: 'host' },
    listens: 'everything',
    hasPublic: truthIn(entry(card.card, 'AssociatePublicIpAddress'), template?.hasPublic ?? subnet.mapsPublic),
    checksAddresses: reader.truth(resource, ['SourceDestCheck'], 'yes'),
    ...(fixed === undefined ? {} : { fixed }),
    hasIpv6: either(subnet.assignsIpv6, asksIpv6(card.card)),
    ...(index === 0 ? {} : { suffix: `#${index}` }),
  });
}

function addScalingGroup(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const subnets = subnetsOf(draft, reader.items(resource, 'VPCZoneIdentifier'));
  const template = launchTemplateOf(draft, resource);
  if (subnets === undefined || subnets.length === 0 || template === undefined) {
    draft.doubts.set(resource, 'its subnets or its launch template are not known');
    return;
  }
  for (const subnet of subnets) {
    addInterface(draft, {
      owner: resource,
      subnet,
      ...groupsOf(draft, template.groups, subnet),
      device: { kind: 'host' },
      listens: 'everything',
      hasPublic: template.hasPublic ?? subnet.mapsPublic,
      hasIpv6: either(subnet.assignsIpv6, template.hasIpv6),
    });
  }
}

/** What a launch template or configuration tells about the network. */
interface Launch {
  readonly groups: Value;
  readonly hasPublic: Truth | undefined;
  readonly hasIpv6: Truth;
}

function launchTemplateOf(draft: Draft, resource: TemplateResource): Launch | undefined {
  const { reader } = draft;
  const mixed = ['MixedInstancesPolicy', 'LaunchTemplate', 'LaunchTemplateSpecification'];
  const template = [['LaunchTemplate'], mixed]
    .flatMap((path) => [
      reader.target(resource, ...path, 'LaunchTemplateId'),
      reader.target(resource, ...path, 'LaunchTemplateName'),
    ])
    .find((target) => target !== undefined);
  if (template?.type === 'AWS::EC2::LaunchTemplate') {
    const data = reader.value(template, 'LaunchTemplateData');
    const card = itemsOf(entry(data, 'NetworkInterfaces'))?.[0];
    const asked = card === undefined ? undefined : entry(card, 'AssociatePublicIpAddress');
    return {
      groups: card === undefined ? entry(data, 'SecurityGroupIds') : entry(card, 'Groups'),
      hasPublic: asked === undefined || asked.kind === 'absent' ? undefined : truthIn(asked, 'no'),
      hasIpv6: card === undefined ? 'no' : asksIpv6(card),
    };
  }
  const configuration = reader.target(resource, 'LaunchConfigurationName');
  if (configuration?.type === 'AWS::AutoScaling::LaunchConfiguration') {
    const asked = reader.value(configuration, 'AssociatePublicIpAddress');
    return {
      groups: reader.value(configuration, 'SecurityGroups'),
      hasPublic: asked.kind === 'absent' ? undefined : truthIn(asked, 'no'),
      hasIpv6: 'no',
    };
  }
  return undefined;
}

function asksIpv6(value: Value): Truth {
  const asked = ['Ipv6AddressCount', 'Ipv6Addresses'].map((key) => entry(value, key));
  if (asked.every(({ kind }) => kind === 'absent')) {
    return 'no';
  }
  const isNone = asked.every((part) => part.kind === 'absent' || (part.kind === 'known' && part.value === 0));
  return isNone ? 'no' : 'yes';
}

function textOf(value: Value | undefined, key: string): string | undefined {
  const found = value === undefined ? undefined : entry(value, key);
  return found?.kind === 'known' && typeof found.value === 'string' ? found.value : undefined;
}

function findSubnet(draft: Draft, value: Value): Subnet | undefined {
  const target = targetOf(value);
  return target === undefined ? undefined : draft.subnets.get(target);
}

/** An instance answers at an interface that is a resource of its own. */
function share(draft: Draft, instance: TemplateResource | undefined, card: TemplateResource | undefined): void {
  if (instance !== undefined && card !== undefined) {
    const shared: readonly Interface[] = draft.interfacesOf(card);
    draft.interfaces.set(instance, [...draft.interfacesOf(instance), ...shared]);
  }
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html read 2026-11-25 */
function associate(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const target = reader.target(resource, 'NetworkInterfaceId') ?? reader.target(resource, 'InstanceId');
  const [first] = target === undefined ? [] : draft.interfacesOf(target);
  const isNamed = ['NetworkInterfaceId', 'InstanceId'].some((name) => reader.value(resource, name).kind !== 'absent');
  if (isNamed && target === undefined) {
    draft.openEnds.push(`what has the address of ${resource.logicalId} is not known`);
  }
  if (first !== undefined) {
    givePublicAddress(draft, first, 'yes');
  }
}
