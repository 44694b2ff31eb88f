import { DataPlane, findAddresses } from '../database';
import { findChecks } from '../site';
import { startTelemetry } from '../telemetry';
import type { DeployedSite, RunContext } from './local-run';

/** A deployed site with what stands in for the database. */
export interface ServedSite extends DeployedSite {
  /** What stands in for the database, or why nothing does. */
  readonly dataPlane: DataPlane | string;
}

/** Starts what stands in for the database, and reports what services would report of themselves. */
export function serveDatabase(context: RunContext, site: DeployedSite): Promise<ServedSite> {
  const { cleanup, now, draft } = context;
  const { primary, clients, authority, resolver } = site;
  return draft.step('start what stands in for the database', async (step) => {
    const { failover, audit } = (await findChecks(clients.values())).expectations;
    const stop = await startTelemetry({
      clients,
      primaryRegion: primary.region,
      clusterIdentifier: failover.clusterIdentifier,
      logGroups: audit.logGroups,
      now,
    });
    cleanup.add('end the reports', stop);
    const nextAddress = await findAddresses(failover.database.port);
    if (typeof nextAddress === 'string') {
      step.skip(nextAddress);
      return { ...site, dataPlane: nextAddress };
    }
    const options = { clients: primary, failover, authority, resolver, nextAddress, now: () => new Date(now()) };
    const dataPlane = await DataPlane.start(options);
    cleanup.add('stop what stands in for the database', () => dataPlane.close());
    step.done(`${String(dataPlane.instances.length)} servers on loopback`);
    return { ...site, dataPlane };
  });
}
