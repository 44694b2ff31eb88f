import { HonmaruError, type Fault } from '../../errors';
import { printable } from '../../terminal-text';
import { shown } from '../fault';
import type { DeclaredTier } from './declared';
import { fieldText } from './curve-file';
import type { FieldPath } from './fields';
import type { Open, ServerGroup } from './types';

/** A group, with what was declared of it. */
export interface Tier {
  readonly group: ServerGroup;
  readonly declared: DeclaredTier;
  readonly minInstances: number;
  readonly maxInstances: number;
}

/**
 * The groups that are simulated, in the order in which they were declared.
 *
 * @throws HonmaruError `SpikeGroupUnknown`, `SpikeGroupAmbiguous`, `SpikeGroupRepeated` or `SpikeSizeUnknown`
 */
export function chooseTiers(
  groups: readonly ServerGroup[],
  declared: readonly DeclaredTier[],
  place: (path: FieldPath) => string = fieldText,
): { readonly tiers: readonly Tier[]; readonly open: readonly Open[] } {
  const faults: Fault[] = [];
  const tiers: Tier[] = [];
  declared.forEach((tier, index) => {
    const path = printable(place(['tiers', index, 'group']));
    const group = findGroup(groups, tier.group, path, faults);
    if (group === undefined) {
      return;
    }
    if (tiers.some((before) => before.group === group)) {
      faults.push({
        path,
        must: 'must name a group once',
        got: shown(tier.group),
        hint: 'remove one of them',
        code: 'SpikeGroupRepeated',
      });
    }
    const sized = sizeOf(group, tier, faults);
    tiers.push(...(sized === undefined ? [] : [sized]));
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
  const left = groups.filter((group) => !tiers.some((tier) => tier.group === group));
  return { tiers, open: left.map(({ name }) => ({ code: 'tier-not-declared', subject: name })) };
}

function findGroup(
  groups: readonly ServerGroup[],
  name: string,
  path: string,
  faults: Fault[],
): ServerGroup | undefined {
  const exact = groups.filter((group) => [group.name, group.logicalId, group.key].includes(name));
  const found = exact.length > 0 ? exact : groups.filter((group) => group.name.endsWith(`-${name}`));
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    const names = found.length > 1 ? found.map(({ key }) => key) : groups.map((group) => group.name);
    faults.push({
      path,
      must: 'must name one Auto Scaling group of the templates',
      got: shown(name),
      hint: names.length === 0 ? 'they have none' : `use one of ${names.map(printable).join(', ')}`,
      code: found.length > 1 ? 'SpikeGroupAmbiguous' : 'SpikeGroupUnknown',
    });
    return undefined;
  }
  return first;
}

function sizeOf(group: ServerGroup, declared: DeclaredTier, faults: Fault[]): Tier | undefined {
  const { minInstances, maxInstances } = group;
  if (minInstances !== undefined && maxInstances !== undefined) {
    return { group, declared, minInstances, maxInstances };
  }
  faults.push({
    path: printable(`${group.key}.${minInstances === undefined ? 'MinSize' : 'MaxSize'}`),
    must: 'must be known before the deployment',
    hint: 'give the parameter with --param <stack>.<name>=<value>',
    code: 'SpikeSizeUnknown',
  });
  return undefined;
}
