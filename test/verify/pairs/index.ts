import { ACL_PAIRS } from './acls';
import { DATA_PAIRS } from './data';
import { EDGE_PAIRS } from './edge';
import { FIREWALL_PAIRS } from './firewall';
import { GROUP_PAIRS } from './groups';
import { LINE_PAIRS } from './lines';
import type { Pair } from './pair';
import { ROUTE_PAIRS } from './routes';
import { TRANSIT_PAIRS } from './transit';
import { UNKNOWN_PAIRS } from './unknowns';

/** Every pair. Verdicts were written before any engine was run on them. */
export const PAIRS: readonly Pair[] = [
  ...GROUP_PAIRS,
  ...ACL_PAIRS,
  ...ROUTE_PAIRS,
  ...LINE_PAIRS,
  ...TRANSIT_PAIRS,
  ...EDGE_PAIRS,
  ...DATA_PAIRS,
  ...FIREWALL_PAIRS,
  ...UNKNOWN_PAIRS,
];
