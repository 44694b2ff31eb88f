import type { JsonValue, TemplateResource } from '../../../template';
import type { Party } from '../../engine/types';
import type { Origin } from '../../network/types';

/** A group that the templates make. */
export interface OwnGroup {
  readonly label: string;
  readonly resource: TemplateResource;
}

/** The first group of a party that the templates make. */
export function groupOf(party: Party): OwnGroup | undefined {
  return party.kind === 'interface' ? party.interface.groups.surely.flatMap(({ origin }) => own(origin))[0] : undefined;
}

/** The one group that all parties have, if a rule of a resource can name it. */
export function onlyGroup(parties: readonly Party[], near: TemplateResource): OwnGroup | undefined {
  const groups = parties.map(groupOf);
  const [first] = groups;
  return first !== undefined &&
    first.resource.stack === near.stack &&
    groups.every((each) => each?.resource === first.resource)
    ? first
    : undefined;
}

/** What a rule of the same stack writes to name a group. */
export function getId({ logicalId }: TemplateResource): JsonValue {
  return { 'Fn::GetAtt': [logicalId, 'GroupId'] };
}

function own({ label, resource }: Origin): readonly OwnGroup[] {
  return resource?.type === 'AWS::EC2::SecurityGroup' ? [{ label, resource }] : [];
}
