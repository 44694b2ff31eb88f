import { asNumber, resourceKey, type JsonObject, type TemplateModel, type TemplateResource } from '../../../template';
import { TCP, UDP, type ServiceRange } from '../../address';
import type { Path } from '../../engine/path';
import type { Hop, Party } from '../../engine/types';
import { allowEntry } from './acl-edits';
import { blockOfParty } from './blocks';
import { getId, groupOf } from './groups';
import { openFirewall, openListener, serviceName } from './opening-services';
import type { Candidate } from './types';

/** Ports to which answers go. */
const ANSWERS = { from: 1024, to: 65535 };

/** What would let a packet through at one hop that stops it; nothing where no rule can be written. */
export function openingAt(model: TemplateModel, path: Path, hop: Hop, service: ServiceRange): Candidate | undefined {
  const isAnswer = path.back.includes(hop);
  switch (hop.kind) {
    case 'group-in':
      return openGroup(model, path.to, path.from, 'in', service);
    case 'group-out':
      return openGroup(model, path.from, path.to, 'out', service);
    case 'acl-in':
    case 'acl-out':
      return openAcl(model, path, hop, isAnswer, service);
    case 'route':
      return openRoute(path, hop);
    case 'listener':
      return openListener(hop, service);
    case 'firewall':
      return openFirewall(hop, service);
    case 'source':
    case 'translation':
    case 'gateway':
    case 'destination':
      return undefined;
  }
}

/** A rule of its own for the first group that the templates make, towards the other side's group or else its subnet. */
function openGroup(
  model: TemplateModel,
  of: Party,
  other: Party,
  direction: 'in' | 'out',
  service: ServiceRange,
): Candidate | undefined {
  const group = groupOf(of)?.resource;
  if (group === undefined) {
    return undefined;
  }
  const peer = groupOf(other)?.resource;
  const block = blockOfParty(other, '');
  const isNear = peer !== undefined && peer.stack === group.stack;
  const side = direction === 'in' ? 'Source' : 'Destination';
  const peerEntry: JsonObject = isNear
    ? { [`${side}SecurityGroupId`]: getId(peer) }
    : block === undefined
      ? {}
      : { CidrIp: block };
  if (Object.keys(peerEntry).length === 0) {
    return undefined;
  }
  const name = isNear ? (peer.constructPath ?? peer.logicalId) : (block ?? '');
  const type = direction === 'in' ? 'AWS::EC2::SecurityGroupIngress' : 'AWS::EC2::SecurityGroupEgress';
  const label = group.constructPath ?? group.logicalId;
  const text = serviceName(service);
  return {
    kind: `group-${direction}`,
    says:
      direction === 'in'
        ? {
            en: `let ${label} receive ${text} from ${name}`,
            ja: `${label} に ${name} からの ${text} を許すルールを加える`,
          }
        : { en: `let ${label} send ${text} to ${name}`, ja: `${label} に ${name} への ${text} を許すルールを加える` },
    edits: [
      {
        kind: 'add',
        resource: freshKey(model, group, direction === 'in' ? 'AllowIn' : 'AllowOut'),
        type,
        properties: { GroupId: getId(group), ...portsOf(service), ...peerEntry },
      },
    ],
    origins: [{ id: resourceKey(group), label, resource: group }],
  };
}

function portsOf({ protocol, ports }: ServiceRange): JsonObject {
  const text = protocol === TCP ? 'tcp' : protocol === UDP ? 'udp' : protocol === 'any' ? '-1' : String(protocol);
  return { IpProtocol: text, ...(ports === undefined ? {} : { FromPort: ports.from, ToPort: ports.to }) };
}

/** An entry before the one that denies; answers go to the port from which the packet came. */
function openAcl(
  model: TemplateModel,
  path: Path,
  hop: Hop,
  isAnswer: boolean,
  service: ServiceRange,
): Candidate | undefined {
  const { resource } = hop.origin;
  const direction = hop.kind === 'acl-in' ? 'in' : 'out';
  const other = (direction === 'in') === isAnswer ? path.to : path.from;
  const block = blockOfParty(
    other,
    other === path.from ? (path.packet?.source ?? '') : (path.packet?.destination ?? ''),
  );
  if (resource?.type !== 'AWS::EC2::NetworkAcl' || block === undefined) {
    return undefined;
  }
  const wanted =
    isAnswer && service.protocol !== 'any' && service.ports !== undefined
      ? { protocol: service.protocol, ports: ANSWERS }
      : service;
  const before = asNumber(hop.rule?.resource?.properties['RuleNumber']);
  const added = allowEntry(model, resource, direction, block, wanted, before);
  return added === undefined
    ? undefined
    : {
        kind: hop.kind,
        says: {
          en: `allow ${added.service} ${direction === 'in' ? 'from' : 'to'} ${block} in ${hop.origin.label}, number ${added.number}`,
          ja: `${hop.origin.label} に番号 ${added.number} の許可エントリ(${block}、${added.service})を加える`,
        },
        edits: [added.edit],
        origins: [hop.origin],
      };
}

/** A way to the internet: through a NAT gateway for who has no public address, else through the internet gateway. */
function openRoute(path: Path, { origin }: Hop): Candidate | undefined {
  const subnet = path.from.kind === 'interface' ? path.from.interface.subnet : undefined;
  const [table] = subnet?.table.options ?? [];
  const resource = table?.origin.resource;
  if (path.to.kind !== 'internet' || subnet === undefined || resource?.type !== 'AWS::EC2::RouteTable') {
    return undefined;
  }
  const isPublic = path.from.kind === 'interface' && path.from.interface.publicAddress.has !== 'no';
  const target = findInStack(resource, isPublic ? 'AWS::EC2::InternetGateway' : 'AWS::EC2::NatGateway');
  if (target === undefined || origin.resource === undefined) {
    return undefined;
  }
  const label = resource.constructPath ?? resource.logicalId;
  const goal = target.constructPath ?? target.logicalId;
  return {
    kind: 'route',
    says: { en: `add a default route from ${label} to ${goal}`, ja: `${label} に ${goal} への既定ルートを加える` },
    edits: [
      {
        kind: 'add',
        resource: `${resourceKey(resource)}DefaultRoute`,
        type: 'AWS::EC2::Route',
        properties: {
          RouteTableId: { Ref: resource.logicalId },
          DestinationCidrBlock: '0.0.0.0/0',
          [isPublic ? 'GatewayId' : 'NatGatewayId']: { Ref: target.logicalId },
        },
      },
    ],
    origins: [{ id: resourceKey(resource), label, resource }],
  };
}

function findInStack({ stack }: TemplateResource, type: string): TemplateResource | undefined {
  return stack.resources.find((each) => each.type === type);
}

/** A logical id beside another's that nothing has yet. */
function freshKey(model: TemplateModel, near: TemplateResource, suffix: string): string {
  const taken = new Set(model.resources.map(resourceKey));
  for (let count = 1; ; count += 1) {
    const key = `${resourceKey(near)}${suffix}${count}`;
    if (!taken.has(key)) {
      return key;
    }
  }
}
