import { asNumber, resourceKey, type JsonObject, type TemplateModel, type TemplateResource } from '../../../template';
import { TCP, UDP, type ServiceRange } from '../../address';
import type { Edit } from '../edit-model';

/**
 * Numbers of rules end here.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html read 2026-11-26
 */
const LAST_NUMBER = 32766;

/** An entry that is added, with what to tell of it. */
export interface AddedEntry {
  readonly edit: Edit;
  readonly number: number;
  readonly service: string;
}

/** An entry that denies, looked at just before another one; nothing when there is no number free for it. */
export function denyEntry(
  model: TemplateModel,
  before: TemplateResource,
  block: string,
  services: readonly ServiceRange[] | undefined,
): AddedEntry | undefined {
  const limit = asNumber(before.properties['RuleNumber']);
  const { NetworkAclId: acl } = before.properties;
  const isEgress = before.properties['Egress'] === true;
  if (before.type !== 'AWS::EC2::NetworkAclEntry' || limit === undefined || acl === undefined) {
    return undefined;
  }
  const number = freeBelow(limit, usedNumbers(model, before, isEgress));
  const only = services?.length === 1 ? services[0] : undefined;
  return number === undefined ? undefined : entryOf(before, { acl, isEgress, number, block, only, action: 'deny' });
}

/** An entry that allows a service, before a number or at the end. */
export function allowEntry(
  model: TemplateModel,
  acl: TemplateResource,
  direction: 'in' | 'out',
  block: string,
  service: ServiceRange,
  before: number | undefined,
): AddedEntry | undefined {
  const isEgress = direction === 'out';
  const entry = (model.byType.get('AWS::EC2::NetworkAclEntry') ?? []).find(
    ({ stack, properties }) =>
      stack === acl.stack && JSON.stringify(properties['NetworkAclId']) === JSON.stringify({ Ref: acl.logicalId }),
  );
  const used = entry === undefined ? new Set<number>() : usedNumbers(model, entry, isEgress);
  const last = Math.max(0, ...used);
  const number =
    before !== undefined ? freeBelow(before, used) : last < LAST_NUMBER ? last + 1 : freeBelow(LAST_NUMBER, used);
  return number === undefined
    ? undefined
    : entryOf(acl, { acl: { Ref: acl.logicalId }, isEgress, number, block, only: service, action: 'allow' });
}

function usedNumbers(model: TemplateModel, like: TemplateResource, isEgress: boolean): ReadonlySet<number> {
  const acl = JSON.stringify(like.properties['NetworkAclId']);
  return new Set(
    (model.byType.get('AWS::EC2::NetworkAclEntry') ?? [])
      .filter(
        ({ stack, properties }) =>
          stack === like.stack &&
          JSON.stringify(properties['NetworkAclId']) === acl &&
          (properties['Egress'] === true) === isEgress,
      )
      .flatMap(({ properties }) => asNumber(properties['RuleNumber']) ?? []),
  );
}

function freeBelow(limit: number, used: ReadonlySet<number>): number | undefined {
  for (let number = limit - 1; number > 0; number -= 1) {
    if (!used.has(number)) {
      return number;
    }
  }
  return undefined;
}

interface EntrySpec {
  readonly acl: JsonObject[string];
  readonly isEgress: boolean;
  readonly number: number;
  readonly block: string;
  readonly only: ServiceRange | undefined;
  readonly action: 'allow' | 'deny';
}

function entryOf(near: TemplateResource, { acl, isEgress, number, block, only, action }: EntrySpec): AddedEntry {
  const hasPorts = only !== undefined && (only.protocol === TCP || only.protocol === UDP);
  const protocol = only === undefined || only.protocol === 'any' ? -1 : only.protocol;
  const { from, to } = only?.ports ?? { from: 0, to: 65535 };
  const name = hasPorts
    ? `${only.protocol === TCP ? 'tcp' : 'udp'}/${from === to ? String(from) : `${from}-${to}`}`
    : protocol === -1
      ? 'everything'
      : `protocol ${protocol}`;
  const suffix = `${action === 'deny' ? 'Deny' : 'Allow'}${isEgress ? 'Out' : 'In'}${number}`;
  return {
    number,
    service: name,
    edit: {
      kind: 'add',
      resource: `${resourceKey(near)}${suffix}`,
      type: 'AWS::EC2::NetworkAclEntry',
      properties: {
        NetworkAclId: acl,
        RuleNumber: number,
        RuleAction: action,
        Egress: isEgress,
        [block.includes(':') ? 'Ipv6CidrBlock' : 'CidrBlock']: block,
        Protocol: protocol,
        ...(hasPorts ? { PortRange: { From: from, To: to } } : {}),
        ...(protocol === 1 || protocol === 58 ? { Icmp: { Type: -1, Code: -1 } } : {}),
      },
    },
  };
}
