import { compareMatrix } from '../../../lib/local/run/matrix-step';
import type { WatchedSite } from '../../../lib/local/run/check-steps';
import { parseLocalReport } from '../../../lib/local/report';
import { loadAssembly } from '../../../lib/template';
import { assemblyDirectory } from '../../support/synth-sites';
import { deployedAs, siteOf } from '../matrix/support/deployed';
import { noteFaults } from '../../../lib/local/run/note-faults';
import { outcomeOf } from './support/outcome';
import { notedContext } from './support/run-context';

const synthesized = assemblyDirectory('starter');
const templates = loadAssembly(synthesized);
const { expectations } = siteOf(templates);
const every = (name: string, intervalSeconds: number) =>
  [name, { name, intervalSeconds, bundle: name, scheduleName: name, scheduleGroup: 'group' }] as const;
const SITE = {
  ...{ synthesized, deployed: deployedAs(templates), dataPlane: 'none' },
  checks: { expectations, byName: new Map([every('topology-check', 60), every('fail-over-writer', 60)]) },
} as unknown as WatchedSite;

/** Faults of servers, each with one alarm after so many runs. */
async function step(afterRuns: number, id = 'web-server-stopped') {
  const noted = notedContext();
  const alarms = [{ name: 'starter-topology-fault', afterRuns, notified: true }];
  noteFaults(noted.context, [
    outcomeOf({ id, alarms, watchedRuns: afterRuns }),
    outcomeOf({ id: 'route-removed', alarms }),
    outcomeOf({ id: 'interface-endpoint-deleted', applied: 'the site has none', watchedRuns: 0 }),
  ]);
  await compareMatrix(noted.context, SITE);
  return noted;
}

test('times that bear each other out are in the report, with faults that the matrix does not have', async () => {
  const { told, report } = await step(2);
  expect(told.at(-2)).toBe(
    'times to alarms: as the failure matrix computes them: done 1 within, 0 explained, 0 otherwise; 1 faults are not in the matrix',
  );
  expect(report()).toMatchObject({
    ...{ result: 'passed', problems: [] },
    matrix: {
      rows: [
        { fault: 'web-server-stopped', alarms: [{ computedSeconds: 180, measuredSeconds: 120, verdict: 'within' }] },
      ],
      notModelled: [{ fault: 'route-removed' }],
    },
  });
});

test('its report is one that is read', async () => {
  const { report } = await step(2);
  expect(parseLocalReport(JSON.stringify(report()), 'report.json').matrix).not.toBeNull();
});

test('a time that is longer than computed is a problem', async () => {
  const { report } = await step(3);
  expect(report()).toMatchObject({ result: 'failed' });
  expect(report().problems).toStrictEqual([
    expect.stringMatching(/^web-server-stopped: starter-topology-fault: measured exceeds computed: .* after 180 s \(/),
  ]);
});

test('a fault that nobody placed is a problem', async () => {
  const { report } = await step(2, 'moon-falls');
  expect(report().problems).toStrictEqual(['moon-falls: nobody says what it is in the failure matrix']);
});
