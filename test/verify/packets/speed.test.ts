import { send } from '../../../lib/verify/packets';
import { group, instance, ref, rule, subnet, vpc, worldOf, type Resources } from './support/net';

/** Microseconds of the processor for one packet; 15 are aimed at, and machines that do other things too are slower. */
const MOST_MICROSECONDS = 60;

test('walks a packet in a network of a hundred interfaces fast', () => {
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
  const walk = (): void => {
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
  };
  walk();
  const before = process.cpuUsage();
  walk();
  const { user, system } = process.cpuUsage(before);
  const each = (user + system) / (all.length * (all.length - 1));
  // The members of one group of ten reach everybody else.
  expect(delivered).toBe(2 * 10 * 99);
  expect(each).toBeLessThan(MOST_MICROSECONDS);
});
