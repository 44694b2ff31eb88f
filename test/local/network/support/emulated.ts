import { asList, type JsonObject } from '../../../../lib/template';
import { RUNNING, type Lists } from '../../../verify/drift/support/running';

const without =
  (...names: readonly string[]) =>
  (record: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

/** The same network as the emulator tells of it: in the form in which its answers were recorded on 2026-11-26. */
export const EMULATED: Lists = {
  ...RUNNING,
  NetworkAcls: (RUNNING['NetworkAcls'] ?? []).map((acl) => ({
    ...acl,
    Associations: [],
    Entries: asList(acl['Entries']).map((entry) => without('PortRange', 'IcmpTypeCode')(entry as JsonObject)),
  })),
  Functions: (RUNNING['Functions'] ?? []).map(without('VpcConfig')),
  NatGateways: (RUNNING['NatGateways'] ?? []).map((gateway) => ({ ...gateway, NatGatewayAddresses: [] })),
  RouteTables: (RUNNING['RouteTables'] ?? []).map((table) => ({
    ...table,
    Routes: asList(table['Routes']).filter((route) => !('DestinationPrefixListId' in (route as JsonObject))),
  })),
  VpcEndpoints: (RUNNING['VpcEndpoints'] ?? []).map(without('Groups', 'PolicyDocument')),
};
