import { loadAssembly } from '../../template';
import { compareWithMatrix, type MatrixComparison } from '../matrix';
import { missedExpectations } from '../report';
import type { WatchedSite } from './check-steps';
import { groundOf } from './drill-steps';
import type { RunContext } from './local-run';

/**
 * Holds the runs after which alarms went off in the drill against the times that the failure matrix computes from the templates:
 * where one does not bear out the other, and nothing explains it, it is a problem.
 *
 * @param site the site as it was before what was lost was made anew: faults are known by its ids
 */
export async function compareMatrix({ draft }: RunContext, site: WatchedSite): Promise<void> {
  await draft.step('times to alarms: as the failure matrix computes them', (step) => {
    const { rows, notModelled, lacking } = compareWithMatrix({
      templates: loadAssembly(site.synthesized),
      deployed: site.deployed,
      site: groundOf(site).site,
      faults: draft.content.faults
        .filter(({ applied }) => applied === true)
        .map(({ id, check, noticed, watchedRuns, alarms }) => ({
          ...{ id, check, noticed, watchedRuns, raised: alarms },
          intervalSeconds: intervalOf(site, check),
        })),
    });
    draft.fill({ matrix: { rows: rows.map(entryOf), notModelled: [...notModelled] } });
    draft.miss(lacking);
    draft.miss(
      missedExpectations({
        ...{ deployments: [], network: null, faults: [], removal: null },
        matrix: draft.content.matrix,
      }),
    );
    const verdicts = rows.flatMap(({ alarms }) => alarms.map(({ verdict }) => verdict));
    const count = (kind: string): number => verdicts.filter((verdict) => verdict === kind).length;
    const [within, explained] = [count('within'), count('explained')];
    step.done(
      `${String(within)} within, ${String(explained)} explained, ${String(verdicts.length - within - explained)} otherwise; ` +
        `${String(notModelled.length)} faults are not in the matrix`,
    );
    return Promise.resolve();
  });
}

function entryOf({ alarms, ...row }: MatrixComparison['rows'][number]) {
  return { ...row, alarms: alarms.map(({ excluded, ...alarm }) => ({ ...alarm, excluded: [...excluded] })) };
}

/** Seconds that one run of a function stands for: a line check, which no schedule starts, runs every minute. */
function intervalOf({ checks: { byName } }: WatchedSite, name: string): number {
  return [...byName.values()].find((check) => check.name === name)?.intervalSeconds ?? 60;
}
