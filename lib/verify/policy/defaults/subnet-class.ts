import type { Route, Subnet } from '../../network/types';

/** What a subnet is for, by where its routes lead. */
export type SubnetClass = 'public' | 'private' | 'isolated';

/**
 * `public`: a route to an internet gateway; `private`: some other way out of the VPC; `isolated`: none.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html read 2026-11-26
 */
export function classOfSubnet({ table }: Subnet): SubnetClass {
  const routes = table.options.flatMap((each) => each.routes).filter(({ exists }) => exists !== 'no');
  if (routes.some(({ target }) => target.kind === 'internet-gateway')) {
    return 'public';
  }
  const isOpen = table.open !== undefined || table.options.some((each) => each.open !== undefined);
  return isOpen || routes.some(leavesVpc) ? 'private' : 'isolated';
}

function leavesVpc({ target }: Route): boolean {
  return target.kind !== 'local' && target.kind !== 'gateway-endpoint' && target.kind !== 'blackhole';
}
