import { localType } from '../../../lambda/local-provider/contract';
import { asObject, asString, at, type JsonObject } from '../../template';

/** Deletion policies that leave a resource behind when its stack is destroyed. */
const RETAINING = new Set(['Retain', 'RetainExceptOnCreate']);

/** A resource that a destroyed stack leaves. */
export interface RetainedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
}

/** Resources of a template that outlive their stack, sorted by logical id. */
export function retainedBy(stack: string, template: JsonObject): readonly RetainedResource[] {
  return Object.entries(asObject(template['Resources']))
    .map(([logicalId, resource]) => ({ logicalId, resource: asObject(resource) }))
    .filter(({ resource }) => RETAINING.has(asString(resource['DeletionPolicy']) ?? ''))
    .map(({ logicalId, resource }) => ({ stack, logicalId, type: siteType(resource) }))
    .sort((one, other) => (one.logicalId < other.logicalId ? -1 : 1));
}

/** Type as the site's own template has it. */
function siteType(resource: JsonObject): string {
  const type = asString(resource['Type']) ?? '';
  const played = asString(at(resource, 'Properties', 'Type'));
  return played !== undefined && type === localType(played) ? played : type;
}
