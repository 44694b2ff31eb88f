import { asList, asNumber, asString, type JsonObject, type JsonValue, type TemplateResource } from '../../../template';
import type { DescribedLists } from '../read-network';
import type { Said } from '../said';
import type { Completion } from './completion';

/** The emulator associates no subnet with any network ACL. An answer that names one is left as it is. */
export const aclAssociations: Completion = {
  divergence: 'DefaultNetworkAclWithoutAssociations',
  what: 'subnets of network ACLs',
  complete: (lists, said, region) => {
    const acls = lists['NetworkAcls'] ?? [];
    if (acls.some((acl) => asList(acl['Associations']).length > 0)) {
      return { lists, taken: 0 };
    }
    const associations = said.resources('AWS::EC2::SubnetNetworkAclAssociation', region).map((resource) => ({
      NetworkAclId: said.property(resource, 'NetworkAclId'),
      SubnetId: said.property(resource, 'SubnetId'),
    }));
    const completed = acls.map((acl) => {
      const Associations = associations.filter(({ NetworkAclId }) => NetworkAclId === acl['NetworkAclId']);
      return Associations.length === 0 ? acl : { ...acl, Associations };
    });
    return { lists: { ...lists, NetworkAcls: completed }, taken: counted(completed, 'Associations') };
  },
};

function counted(records: readonly JsonObject[], list: string): number {
  return records.reduce((sum, record) => sum + asList(record[list]).length, 0);
}

/** Protocols whose entries have ports, and those that have a type and a code of ICMP. */
const DETAILS: Readonly<Record<string, { readonly answered: string; readonly property: string }>> = {
  '1': { answered: 'IcmpTypeCode', property: 'Icmp' },
  '6': { answered: 'PortRange', property: 'PortRange' },
  '17': { answered: 'PortRange', property: 'PortRange' },
  '58': { answered: 'IcmpTypeCode', property: 'Icmp' },
};

/** The emulator keeps neither the ports of an entry nor its type and code of ICMP. */
export const aclPorts: Completion = {
  divergence: 'NetworkAclEntryWithoutPorts',
  what: 'ports of entries of network ACLs',
  complete: (lists, said, region) => {
    const resources = said.resources('AWS::EC2::NetworkAclEntry', region);
    const written = new Map(resources.map((resource) => [keyOf(said, resource), resource]));
    let taken = 0;
    const completed = (lists['NetworkAcls'] ?? []).map((acl) => ({
      ...acl,
      Entries: asList(acl['Entries']).map((entry) => {
        const added = detailsOf(entry as JsonObject, asString(acl['NetworkAclId']) ?? '', written, said);
        taken += added === undefined ? 0 : 1;
        return added === undefined ? entry : { ...(entry as JsonObject), ...added };
      }),
    }));
    return { lists: { ...lists, NetworkAcls: completed } satisfies DescribedLists, taken };
  },
};

function keyOf(said: Said, resource: TemplateResource): string {
  const [acl, number, egress] = ['NetworkAclId', 'RuleNumber', 'Egress'].map((name) => said.property(resource, name));
  return entryKey(acl, number, String(egress) === 'true');
}

function entryKey(acl: JsonValue | undefined, number: JsonValue | undefined, isEgress: boolean): string {
  return `${String(acl)} ${String(number)} ${String(isEgress)}`;
}

/** What is missing of an entry that has no details although those of its protocol have some. */
function detailsOf(
  entry: JsonObject,
  acl: string,
  written: ReadonlyMap<string, TemplateResource>,
  said: Said,
): JsonObject | undefined {
  const details = DETAILS[String(entry['Protocol'])];
  const resource = written.get(entryKey(acl, asNumber(entry['RuleNumber']), entry['Egress'] === true));
  if (details === undefined || resource === undefined || entry[details.answered] !== undefined) {
    return undefined;
  }
  const told = said.property(resource, details.property);
  return told === undefined ? undefined : { [details.answered]: told };
}
