import { send } from '../../../lib/verify/packets';
import { group, instance, ref, rule, subnet, vpc, worldOf, type Resources } from './support/net';

test('delivers in a network of a hundred interfaces what one group out of ten lets in', () => {
  const zones = Array.from({ length: 10 }, (_, index) => index);
  const net = zones.reduce<Resources>(
    (all, index) => ({
      ...all,
      ...subnet(`S${index}`, 'Vpc', `10.0.${index}.0/24`),
      ...group(
        `G${index}`,
        'Vpc',
        zones.map((port) => rule(`tcp/${1000 + port}`, { SourceSecurityGroupId: ref(`G${port}`) })),
      ),
      ...zones.reduce(
        (hosts, host) => ({ ...hosts, ...instance(`H${index}x${host}`, `S${index}`, [`G${index}`]) }),
        {},
      ),
    }),
    vpc('Vpc', 0),
  );
  const world = worldOf(net);
  const all = [...world.byId.values()];
  expect(all).toHaveLength(100);
  let delivered = 0;
  for (const from of all) {
    for (const to of all) {
      if (from !== to && to.v4 !== undefined) {
        const sent = {
          from: { kind: 'interface', interface: from },
          destination: to.v4,
          protocol: 'tcp',
          port: 1003,
        } as const;
        delivered += send(world, sent).delivers === 'yes' ? 1 : 0;
      }
    }
  }
  // The members of one group of ten reach everybody else.
  expect(delivered).toBe(10 * 99);
});
