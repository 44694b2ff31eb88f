import { itemsOf, type TemplateResource, type Value } from '../../../template';
import { formatAddress, parseAddress, type Address, type Block } from '../net/address';
import type { SecurityGroup } from '../net/filters';
import type { Device, Interface, Subnet } from '../net/network';
import type { Truth } from '../net/truth';
import { findGroup } from './build-groups';
import type { Draft } from './draft';

/** What an interface is made from. */
export interface InterfacePlan {
  readonly owner: TemplateResource;
  readonly subnet: Subnet;
  readonly groups: readonly SecurityGroup[] | undefined;
  readonly groupsDoubt?: string;
  readonly device: Device;
  readonly listens: Interface['listens'];
  readonly hasPublic: Truth;
  readonly checksAddresses?: Truth;
  /** Address that the template fixes. */
  readonly fixed?: string;
  readonly hasIpv6?: Truth;
  /** Tells apart several interfaces of one owner in one subnet. */
  readonly suffix?: string;
}

/** Groups of an interface: those that are named, or the default one of the VPC. */
export function groupsOf(draft: Draft, value: Value, subnet: Subnet): Pick<InterfacePlan, 'groups' | 'groupsDoubt'> {
  const items = itemsOf(value);
  if (items?.length === 0) {
    return { groups: [subnet.vpc.defaultGroup] };
  }
  const found = items?.map((item) => findGroup(draft, item));
  const known = found?.filter((group) => group !== undefined) ?? [];
  return found !== undefined && known.length === found.length
    ? { groups: known }
    : { groups: known, groupsDoubt: 'it may have security groups that are not known' };
}

/** Makes an interface, chooses its addresses and puts it into its subnet. */
export function addInterface(draft: Draft, plan: InterfacePlan): Interface {
  const { owner, subnet } = plan;
  const id = `${draft.reader.name(owner)}${plan.suffix ?? ''}@${subnet.name}`;
  const v4 = chooseV4(draft, subnet, draft.options.addresses?.[id] ?? plan.fixed);
  const hasIpv6 = plan.hasIpv6 ?? subnet.assignsIpv6;
  const v6 = subnet.v6 === undefined || hasIpv6 === 'no' ? undefined : chooseV6(draft, subnet, subnet.v6);
  const address = v4 ?? v6;
  const made: Interface = {
    id,
    label: address === undefined ? id : `${id} (${formatAddress(address)})`,
    owner,
    subnet,
    ...(v4 === undefined ? {} : { v4 }),
    ...(v6 === undefined ? {} : { v6 }),
    hasPublic: plan.hasPublic,
    groups: plan.groups,
    ...(plan.groupsDoubt === undefined ? {} : { groupsDoubt: plan.groupsDoubt }),
    checksAddresses: plan.checksAddresses ?? 'yes',
    device: plan.device,
    listens: plan.listens,
  };
  if (plan.hasPublic !== 'no') {
    givePublicAddress(draft, made, plan.hasPublic);
  }
  subnet.interfaces.push(made);
  [v4, v6].forEach((address) => address !== undefined && subnet.vpc.byAddress.set(address.value, made));
  draft.interfaces.set(owner, [...draft.interfacesOf(owner), made]);
  return made;
}

/** Gives an interface a public IPv4 address of its own. */
export function givePublicAddress(draft: Draft, made: Interface, truth: Truth): void {
  made.hasPublic = truth;
  if (made.publicV4 === undefined) {
    made.publicV4 = { family: 4, value: draft.nextPublicAddress(), pickedIn: [], publicOnly: true };
    draft.byPublicAddress.set(made.publicV4.value, made);
  }
}

/** First address that may be given: AWS keeps the first four and the last. */
const FIRST = 10n;

function chooseV4(draft: Draft, subnet: Subnet, fixed: string | undefined): Address | undefined {
  const given = fixed === undefined ? undefined : parseAddress(fixed);
  const taken = draft.takenIn(subnet);
  if (given !== undefined) {
    taken.add(given.value);
    return given;
  }
  return subnet.v4 === undefined ? undefined : pick(subnet, subnet.v4, taken, FIRST);
}

function chooseV6(draft: Draft, subnet: Subnet, block: Block): Address {
  return pick(subnet, block, draft.takenIn(subnet), 0x1000n);
}

/** Takes the next free address of a block, and remembers that it might as well have been another. */
function pick(subnet: Subnet, block: Block, taken: Set<bigint>, from: bigint): Address {
  const room = block.last - block.first;
  let value = block.first + (from < room ? from : 4n);
  while (taken.has(value)) {
    value += 1n;
  }
  taken.add(value);
  const around = subnet.vpc.blocks.filter(({ family }) => family === block.family);
  const holders = around.filter((outer) => outer.symbol !== undefined || covering(outer, block) || around.length === 1);
  return { family: block.family, value, pickedIn: [block, ...holders] };
}

function covering(outer: Block, inner: Block): boolean {
  return inner.symbol === undefined && outer.first <= inner.first && outer.last >= inner.last;
}
