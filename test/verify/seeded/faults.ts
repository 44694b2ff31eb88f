import type { Fault } from '../../seeded/fault';
import { FILTER_FAULTS } from './faults/filters';
import { FIREWALL_FAULTS } from './faults/firewalls';
import { RECHECK_FAULTS } from './faults/recheck';
import { ROUTE_FAULTS } from './faults/routes';
import { SERVER_FAULTS } from './faults/servers';
import { SHARING_FAULTS } from './faults/sharing';
import { TEMPLATE_FAULTS } from './faults/templates';

/** Every fault that the tests of the engine must find. */
export const FAULTS: readonly Fault[] = [
  ...FILTER_FAULTS,
  ...ROUTE_FAULTS,
  ...FIREWALL_FAULTS,
  ...SERVER_FAULTS,
  ...SHARING_FAULTS,
  ...RECHECK_FAULTS,
  ...TEMPLATE_FAULTS,
];
