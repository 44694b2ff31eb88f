import { freezeServices } from '../drill';
import { findChecks } from '../site';
import { bundleSurroundings, codesOf } from './drill-steps';
import type { ServedSite } from './data-plane-step';
import type { RunContext } from './local-run';
import { noteFaults } from './note-faults';

/**
 * Freezes one service after the other for every function that asks it. The functions run outside the emulator, each with a
 * gateway of its own, so that the site can be deployed again meanwhile: nothing may change by that.
 */
export async function freezeEachService(context: RunContext, site: ServedSite): Promise<void> {
  const { draft, hooks, now } = context;
  await draft.step('faults: one service after the other stands still', async (step) => {
    const checks = await findChecks(site.clients.values());
    const outcomes = await freezeServices({
      emulator: site.emulator.endpoint,
      clients: site.clients,
      expectations: checks.expectations,
      isServed: typeof site.dataPlane !== 'string',
      codes: await codesOf(context, site, checks),
      surroundings: bundleSurroundings(context, site),
      onProgress: (done, all) => {
        step.update(`${String(done)} of ${String(all)}`);
      },
      signal: hooks.signal,
      now,
    });
    noteFaults(context, outcomes);
    const healthy = outcomes.filter(({ noticed }) => !noticed);
    step.done(`${String(outcomes.length - healthy.length)} of ${String(outcomes.length)} not called healthy`);
  });
}
