import type { Coverage } from '../../../lib/verify';

/** Types of which the purpose is to connect, part or filter; the others only stand in a network. */
const NETWORK =
  /^AWS::(EC2::(?!Volume|KeyPair|PlacementGroup)|ElasticLoadBalancing|NetworkFirewall::|DirectConnect::|GlobalAccelerator::|VpcLattice::|NetworkManager::|Route53Resolver::ResolverEndpoint|ApiGateway(V2)?::VpcLink)/;

/** How the resources of a template are treated. */
export interface CoverageRow {
  readonly exact: number;
  readonly approximated: number;
  readonly inert: number;
  /** Of the resources that make a network, those that are modelled exactly or have no bearing: `23 of 25`. */
  readonly network: string;
  /** Types that are not understood. */
  readonly octopuses: readonly string[];
}

export function coverageOf(coverage: Coverage): CoverageRow {
  const { exact, approximated, inert } = coverage;
  const { known, all } = networkShare(coverage);
  const octopuses = Object.entries(coverage.types).filter(([, { treated }]) => treated === 'approximated');
  return {
    exact,
    approximated,
    inert,
    network: `${known} of ${all}`,
    octopuses: octopuses.map(([type, { count }]) => (count === 1 ? type : `${type} x${count}`)).sort(),
  };
}

/** Share of all network resources, over some templates, that are not approximated. */
export function overall(rows: readonly Coverage[]): number {
  const shares = rows.map(networkShare);
  const sum = (of: (share: { known: number; all: number }) => number) =>
    shares.reduce((total, share) => total + of(share), 0);
  return sum(({ known }) => known) / sum(({ all }) => all);
}

function networkShare({ types }: Coverage): { readonly known: number; readonly all: number } {
  const network = Object.entries(types).filter(([type]) => NETWORK.test(type));
  const count = (of: typeof network) => of.reduce((sum, [, each]) => sum + each.count, 0);
  return { known: count(network.filter(([, { treated }]) => treated !== 'approximated')), all: count(network) };
}
