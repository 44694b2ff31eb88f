import { createHash } from 'node:crypto';
import { asObject, asString, type JsonObject } from '../../template';

const RECORD_TYPE = 'AWS::Route53::RecordSet';

/**
 * Gives every record a hosted zone: the one whose id the site names must exist before a site is deployed, and in the local
 * site none does. It is made beside its records, under the longest domain that holds them all.
 */
export function withHostedZones(resources: Readonly<Record<string, JsonObject>>): Readonly<Record<string, JsonObject>> {
  const names = new Map<string, string[]>();
  for (const resource of Object.values(resources)) {
    const zoneId = namedZone(resource);
    if (zoneId !== undefined) {
      const name = asString(asObject(resource['Properties'])['Name']) ?? '';
      names.set(zoneId, [...(names.get(zoneId) ?? []), name]);
    }
  }
  const zones = [...names].map(([zoneId, records]) => {
    const zone = { Type: 'AWS::Route53::HostedZone', Properties: { Name: commonDomain(records) } };
    return [logicalIdOf(zoneId), zone] as const;
  });
  const followed = Object.entries(resources).map(([logicalId, resource]) => {
    const zoneId = namedZone(resource);
    const properties = { ...asObject(resource['Properties']), HostedZoneId: { Ref: logicalIdOf(zoneId ?? '') } };
    return [logicalId, zoneId === undefined ? resource : { ...resource, Properties: properties }] as const;
  });
  return Object.fromEntries([...zones, ...followed]);
}

/** Id of the hosted zone that a record names; `undefined` for anything else. */
function namedZone(resource: JsonObject): string | undefined {
  return resource['Type'] === RECORD_TYPE ? asString(asObject(resource['Properties'])['HostedZoneId']) : undefined;
}

function logicalIdOf(zoneId: string): string {
  return `LocalHostedZone${createHash('sha256').update(zoneId).digest('hex').slice(0, 16)}`;
}

/** The longest domain that all names end with. */
function commonDomain(names: readonly string[]): string {
  const labels = names.map((name) => name.replace(/\.$/, '').split('.').reverse());
  const [first = []] = labels;
  const shared = first.findIndex((label, index) => labels.some((other) => other[index] !== label));
  return `${(shared < 0 ? first : first.slice(0, shared)).reverse().join('.')}.`;
}
