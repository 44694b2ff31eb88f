/** An instance that runs. */
export interface RunningInstance {
  readonly id: string;
  readonly subnet: string;
}

/** What to do so that the instances become those that are wanted. */
export interface InstancePlan {
  /** How many to start, by subnet. */
  readonly start: readonly { readonly subnet: string; readonly count: number }[];
  /** IDs of those to end. */
  readonly end: readonly string[];
}

/**
 * Spreads a number of instances evenly over subnets, earlier ones first where it does not divide, and keeps as many of
 * the running ones as fit.
 */
export function planInstances(
  running: readonly RunningInstance[],
  subnets: readonly string[],
  capacity: number,
): InstancePlan {
  const kept = new Set<string>();
  const start = subnets.flatMap((subnet, index) => {
    const share = Math.floor(capacity / subnets.length) + (index < capacity % subnets.length ? 1 : 0);
    const here = running.filter((instance) => instance.subnet === subnet).map(({ id }) => id);
    const staying = [...here].sort().slice(0, share);
    staying.forEach((id) => kept.add(id));
    return staying.length === share ? [] : [{ subnet, count: share - staying.length }];
  });
  return { start, end: running.map(({ id }) => id).filter((id) => !kept.has(id)) };
}
