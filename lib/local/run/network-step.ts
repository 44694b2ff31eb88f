import { compareRunning, unexpectedRefusals } from '../network';
import { missedExpectations } from '../report';
import type { DeployedSite, RunContext } from './local-run';

/**
 * Reads the network that was deployed from the services' own answers, and compares it with what the templates say: what is not
 * the same is a problem, what nobody can tell is in the report.
 */
export async function compareNetwork(context: RunContext, site: DeployedSite): Promise<void> {
  const { draft, hooks, workspace } = context;
  await draft.step('the network that runs: as the templates say', async (step) => {
    const network = await compareRunning({
      clients: [...site.clients.values()],
      account: site.account,
      synthesized: site.synthesized,
      deployed: site.deployed,
      directory: workspace.network,
      signal: hooks.signal,
    });
    const { agreed, differences, untold, reach, taken, refused } = network;
    draft.fill({
      network: {
        ...{ agreed, differences: [...differences], untold: [...untold], reach, refused },
        taken: taken.map(({ divergence, what, count }) => ({ divergence, what, count })),
      },
    });
    draft.miss(unexpectedRefusals(refused));
    draft.miss(
      missedExpectations({
        ...{ deployments: [], faults: [], matrix: null, removal: null },
        network: draft.content.network,
      }),
    );
    const differing = differences.length + reach.differences.length;
    const apart = taken.reduce((sum, { count }) => sum + count, 0) + untold.length;
    step.done(
      `${String(agreed)} facts and ${String(reach.agreed)} answers agree, ${String(differing)} differ, ${String(apart)} not compared`,
    );
  });
}
