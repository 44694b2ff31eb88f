import type { Fault } from '../../../seeded/fault';

const BALANCERS = 'lib/verify/network/build/interfaces/load-balancers.ts';
const INSTANCES = 'lib/verify/network/build/interfaces/instances.ts';
const OCTOPUSES = 'lib/verify/network/build/octopuses.ts';
const TARGETS = 'lib/verify/network/build/interfaces/target-groups.ts';

/** Load balancers, distributions, public addresses, endpoints, and what is not modelled. */
export const SERVER_FAULTS: readonly Fault[] = [
  {
    id: 'client-address-kept-for-addresses',
    file: TARGETS,
    find: `return isByAddress && !isUdp ? 'no' : 'yes';`,
    replace: `return isByAddress && !isUdp ? 'yes' : 'no';`,
    what: 'A network load balancer keeps client addresses for instances, and not for TCP to targets by address.',
  },
  {
    id: 'listener-off-by-one',
    file: BALANCERS,
    find: 'portMatch(number, port, port)));',
    replace: `portMatch(number, port, { kind: 'known', value: Number(knownText(port)) + 1 })));`,
    what: 'A listener takes packets on its own port only.',
  },
  {
    id: 'target-on-listener-port',
    file: TARGETS,
    find: `services: kind === 'lambda' ? EVERY_SERVICE : onPort(entry(item.value, 'Port')),`,
    replace: `services: kind === 'lambda' ? EVERY_SERVICE : from,`,
    what: 'Targets get packets on the port of the target group, not of the listener.',
  },
  {
    id: 'listener-rules-forgotten',
    file: TARGETS,
    find: `...ofListener.flatMap((rule) => forwards(ctx, proxy, rule, 'Actions', from)),`,
    replace: '',
    what: 'A listener forwards by its rules as well as by its default action.',
  },
  {
    id: 'cross-zone-by-default',
    file: 'lib/verify/network/build/interfaces/target-zones.ts',
    find: `balancer.open ? 'unknown' : 'no';`,
    replace: `balancer.open ? 'unknown' : 'yes';`,
    what: 'A network load balancer forwards within a zone unless cross-zone load balancing is on.',
  },
  {
    id: 'internal-balancer-is-public',
    file: BALANCERS,
    find: `const isPublic = textIs(ctx.property(resource, 'Scheme'), (text) => text === 'internet-facing', true);
  const deniesInternet`,
    replace: `const isPublic = 'yes' as const;
  const deniesInternet`,
    what: 'An internal load balancer has no public address.',
  },
  {
    id: 'distribution-without-origin',
    file: 'lib/verify/network/build/edges.ts',
    find: `to: interfaces.length === 0 ? { kind: 'internet' } : { kind: 'interfaces', interfaces },
    services:`,
    replace: `to: { kind: 'internet' },
    services:`,
    what: 'A distribution asks the load balancer that is its origin.',
  },
  {
    id: 'origin-over-http',
    file: 'lib/verify/network/build/edges.ts',
    find: `textIs(policy, (text) => text !== 'https-only', true),`,
    replace: `textIs(policy, () => true, true),`,
    what: 'With https-only a distribution asks its origin on the HTTPS port only.',
  },
  {
    id: 'unknown-type-inert',
    file: OCTOPUSES,
    find: 'return `${resource.type} is not modelled`;',
    replace: 'return undefined;',
    what: 'A type that is not modelled may move packets.',
  },
  {
    id: 'unknown-property-inert',
    file: OCTOPUSES,
    find: 'return odd === undefined ? undefined : `property ${odd} of ${resource.type} is not modelled`;',
    replace: 'return odd === undefined ? undefined : undefined;',
    what: 'A property that is not modelled may change what its resource does.',
  },
  {
    id: 'endpoint-policy-default',
    file: 'lib/verify/network/build/endpoint-policies.ts',
    find: `if (policy.kind === 'absent') {
    return 'yes';`,
    replace: `if (policy.kind === 'absent') {
    return 'no';`,
    what: 'An endpoint without a policy lets anyone carry anything anywhere.',
  },
  {
    id: 'elastic-address-of-interface',
    file: INSTANCES,
    find: `for (const name of ['InstanceId', 'NetworkInterfaceId']) {`,
    replace: `for (const name of ['InstanceId']) {`,
    what: 'An Elastic IP address may be associated with a network interface.',
  },
  {
    id: 'public-subnet-forgotten',
    file: INSTANCES,
    find: `return value.kind === 'absent' ? subnet.mapsPublicAddress : truth(value, false);`,
    replace: `return subnet.id === '' ? 'no' : truth(value, false);`,
    what: 'An instance that does not say it gets a public address when its subnet gives one.',
  },
  {
    id: 'database-private-by-default',
    file: 'lib/verify/network/build/interfaces/databases.ts',
    find: `return value.kind === 'absent' ? (vpc.internetGateway === 'no' ? 'no' : 'unknown') : truth(value, false);`,
    replace: `return vpc.id === '' ? 'no' : truth(value, false);`,
    what: 'A database that does not say PubliclyAccessible may have a public address.',
  },
  {
    id: 'database-never-public',
    file: 'lib/verify/network/build/interfaces/databases.ts',
    find: `(vpc.internetGateway === 'no' ? 'no' : 'unknown') : truth(value, false);`,
    replace: `(vpc.internetGateway === 'no' ? 'no' : 'unknown') : 'no';`,
    what: 'A database that says PubliclyAccessible has a public address.',
  },
  {
    id: 'client-ports-of-linux',
    file: 'lib/verify/network/build/interfaces/make-interface.ts',
    find: 'export const SERVICE_PORTS = { may: { from: 1024, to: 65535 }, must: { from: 1024, to: 65535 } } as const;',
    replace:
      'export const SERVICE_PORTS = { may: { from: 32768, to: 60999 }, must: { from: 32768, to: 60999 } } as const;',
    what: 'Clients may use any port from 1024 on, and answers must come back to each.',
  },
];
