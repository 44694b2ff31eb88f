import { instanceRoom, instancesPerZone } from '../address-room';
import { MAX_INSTANCES, deriveSizes } from '../derive/derive-tier';
import { DEFAULT_VPC_CIDR } from '../derive/derive-site';
import { requireCidr } from '../input/cidr';
import type { Rule } from './rule';
import { findLoad } from './tier-rules';

/** Room for the instances of both tiers in the subnets of every zone, also while one zone is lost. */
export const addressRules: Rule = (sections, report) => {
  const load = findLoad(sections);
  if (load === undefined || sections.primary === undefined) {
    return;
  }
  const vpcCidr = sections.primary.vpcCidr ?? DEFAULT_VPC_CIDR;
  const { prefix } = requireCidr(vpcCidr);
  for (const name of ['web', 'app'] as const) {
    const config = sections[name];
    if (config === undefined) {
      continue;
    }
    const { maxInstances } = deriveSizes(config, load);
    const warm = config.warmPool?.minSize ?? 0;
    const needed = instancesPerZone(maxInstances, warm, load.zones);
    const room = instanceRoom(prefix, name);
    // A tier beyond every group has a fault of its own.
    if (needed > room && maxInstances <= MAX_INSTANCES) {
      report(['regions', 'primary', 'vpcCidr'], {
        must:
          `must have room for the ${name} tier in every zone with one of ${load.zones} lost: ` +
          `(${maxInstances} x 1.1 + ${warm}) / ${load.zones - 1} = ${needed} instances, ${room} addresses are free`,
        got: `'${vpcCidr}'`,
        hint: `${needed - room} addresses miss; use a wider range, or lower tiers.${name}.maxInstances`,
        code: 'SubnetTooSmall',
      });
    }
  }
};
