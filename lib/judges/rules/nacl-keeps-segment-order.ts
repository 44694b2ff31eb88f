import { resourceKey, type TemplateModel, type TemplateResource } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { aclBySubnet, findAdmission, inboundEntries, subnetsOf, type AclEntry, type Subnet } from '../support';

/** Segments from the outside in; a packet may enter from the segment just before, and from within. */
const ORDER = ['barrier', 'dmz', 'internal', 'data'] as const;

/** Network ACLs, which no other judge reads: a packet may not skip a segment on its way in. */
export const naclKeepsSegmentOrder: Rule = {
  id: 'NaclKeepsSegmentOrder',
  description:
    'The network ACL of a subnet tagged segment=internal or data admits nothing from segments further out than the one before it: barrier, dmz, internal, data.',
  check: (model) => {
    const acls = aclBySubnet(model);
    const subnets = subnetsOf(model);
    return subnets.flatMap((subnet) => {
      const skipped = subnets.filter((other) => skips(other, subnet));
      if (skipped.length === 0) {
        return [];
      }
      const acl = acls.get(resourceKey(subnet.resource));
      return [judge(subnet.resource, acl === undefined ? [WITHOUT_ACL] : admissionFaults(model, acl, skipped))];
    });
  },
};

const WITHOUT_ACL: RuleFault = { message: 'has no network ACL of its own; the default one admits everything' };

/** Whether one subnet lies more than one segment further out than another of the same VPC. */
function skips(outer: Subnet, inner: Subnet): boolean {
  const from = segmentIndex(outer);
  const to = segmentIndex(inner);
  return outer.vpc === inner.vpc && from !== -1 && to !== -1 && from < to - 1;
}

function segmentIndex({ segment }: Subnet): number {
  return ORDER.findIndex((name) => name === segment);
}

function admissionFaults(
  model: TemplateModel,
  acl: TemplateResource,
  skipped: readonly Subnet[],
): readonly RuleFault[] {
  const entries = inboundEntries(model, acl);
  return skipped.flatMap(({ resource, range, segment }) => {
    if (range === undefined) {
      return [undetermined(`the range of ${resource.logicalId} cannot be found`)];
    }
    const admission = findAdmission(entries, range);
    return admission === undefined
      ? []
      : [
          {
            message: `${acl.logicalId} admits ${resource.logicalId} (${segment ?? ''}) by ${describe(admission.entry)}, protocol ${String(admission.protocol)}, port ${String(admission.port)}`,
            ...(admission.entry.range === undefined ? { undetermined: true } : {}),
          },
        ];
  });
}

function describe({ resource, number }: AclEntry): string {
  return `rule ${String(number)} (${resource.logicalId})`;
}
