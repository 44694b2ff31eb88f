import type { Sight } from './assess';
import type { Memory } from './memory';
import type { Session } from './session';

/**
 * Looks at the cluster through both planes.
 *
 * The probes are asked about every instance that is or was known: RDS may not answer, and it may have dropped the one that
 * is lost.
 */
export async function look({ ports, time }: Pick<Session, 'ports' | 'time'>, memory: Memory): Promise<Sight> {
  const cluster = await time.within(ports.readCluster);
  const members = cluster.kind === 'known' ? cluster.value.members.map(({ instanceId }) => instanceId) : [];
  const remembered = [
    ...Object.keys(memory.lags),
    ...(memory.sighting === undefined ? [] : [memory.sighting.instanceId]),
  ];
  const instances = [...new Set([...members, ...remembered])].sort();
  const vantages = await time.untilEnd(() => ports.readVantages(instances));
  return { cluster, vantages: vantages === 'ended' ? [] : vantages };
}
