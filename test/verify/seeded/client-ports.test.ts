import { tcp } from '../../../lib/verify';
import { acl, at, group, instance, subnet, tcpRule, verifierOf, vpc } from '../engine/templates';

/**
 * Which ports a client uses depends on its system: to cover all of them, answers must be let out to 1024-65535.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html "Ephemeral ports"
 */
test.each([
  ['the ports of Linux', [32768, 60999], 'REFUTED'],
  ['the ports of Windows', [49152, 65535], 'REFUTED'],
  ['every port of clients', [1024, 65535], 'PROVED'],
] as const)('a server that answers to %s, to a client of which nothing is known', (_says, ports, verdict) => {
  const verifier = verifierOf([
    vpc('V', '10.0.0.0/16'),
    subnet('A', 'V', '10.0.0.0/24'),
    subnet('B', 'V', '10.0.1.0/24'),
    acl('BAcl', 'V', ['B'], [{ number: 100 }, { number: 100, egress: true, protocol: 6, ports }]),
    group('G', 'V', [tcpRule(443, { CidrIp: '10.0.0.0/16' })]),
    instance('Client', 'A', ['G']),
    instance('Server', 'B', ['G']),
  ]);
  const ends = { from: at(verifier, 'Client'), to: at(verifier, 'Server') };
  expect(verifier.reach({ ...ends, services: [tcp(443)], level: 'direct' }).verdict).toBe(verdict);
});
