import type { VpnConnection } from '../net/transit';
import { arrived, note, type Next } from './next';
import type { Walk } from './state';

/** A packet comes out of the tunnel at a site. */
export function arriveAtSite(walk: Walk, connection: VpnConnection): Next {
  note(walk, connection.name, 'vpn-line', `to ${connection.site.name}`);
  return arrived(walk, { kind: 'site', site: connection.site });
}
