import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { zipSync } from 'fflate';
import type { FunctionLabel } from '../../../lambda/shared/contract';
import { FAULTS, runFaults, type OpenFault } from '../../../lib/local/drill';
import { workspaceOf } from '../../../lib/local/machine';
import { SILENT_PROGRESS } from '../../../lib/local/report';
import { prepareAccount } from '../../../lib/local/run/account-step';
import { watchChecks, type WatchedSite } from '../../../lib/local/run/check-steps';
import { Cleanup } from '../../../lib/local/run/cleanup';
import { serveDatabase } from '../../../lib/local/run/data-plane-step';
import { deployFirst } from '../../../lib/local/run/deploy-steps';
import { groundOf } from '../../../lib/local/run/drill-steps';
import { ReportDraft } from '../../../lib/local/run/draft';
import { bootstrapRegions, launch } from '../../../lib/local/run/launch-steps';
import type { RunContext } from '../../../lib/local/run/local-run';
import { prepare, synthesizeLater } from '../../../lib/local/run/prepare-step';
import { checkOf, findChecks } from '../../../lib/local/site';
import { lineOf } from '../observe/support/records';
import { ROOT } from './support/command';

const now = (): number => Date.now();
const versions = { honmaru: '0', emulator: null, cdkCli: null, node: '0', python: null };
const draft = new ReportDraft({ site: 'starter', versions, machine: { ignoredCredentials: [] } }, SILENT_PROGRESS, now);
const cleanup = new Cleanup();
const context: RunContext = {
  options: { site: 'starter', keep: false, only: 'drill' },
  hooks: { signal: new AbortController().signal, progress: SILENT_PROGRESS, env: process.env, cwd: ROOT },
  workspace: workspaceOf(ROOT),
  draft,
  cleanup,
  now,
};
let site: WatchedSite;

beforeAll(async () => {
  const running = await launch(context, await prepare(context));
  await bootstrapRegions(context, running);
  await prepareAccount(context, running);
  const deployed = {
    ...running,
    ...(await synthesizeLater(context, running)),
    deployed: await deployFirst(context, running),
  };
  const served = await serveDatabase(context, deployed);
  await switchOff('database-check');
  site = await watchChecks(context, served);

  /** Switches off the schedule of a function. */
  async function switchOff(name: FunctionLabel): Promise<void> {
    const { scheduler } = running.primary;
    const { scheduleName: Name, scheduleGroup: GroupName } = checkOf(await findChecks(running.clients.values()), name);
    const schedule = await scheduler.send(new GetScheduleCommand({ Name, GroupName }));
    const { ScheduleExpression, FlexibleTimeWindow, Target } = schedule;
    const same = { Name, GroupName, ScheduleExpression, FlexibleTimeWindow, Target };
    await scheduler.send(new UpdateScheduleCommand({ ...same, State: 'DISABLED' }));
  }
}, 300_000);

afterAll(() => cleanup.run());

/** Puts another function in the place of the database check. */
async function replaceCheck(code: string): Promise<void> {
  const ZipFile = zipSync({ 'index.js': Buffer.from(code) });
  const { functionName: FunctionName } = checkOf(site.checks, 'database-check');
  await site.primary.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
}

function playDatabaseFaults(): Promise<readonly OpenFault[]> {
  const faults = FAULTS.filter(({ id }) => id === 'readers-lost');
  return runFaults(faults, { ground: groundOf(site), lane: site.lane, now });
}

test('a schedule that is switched off is a missed expectation', () => {
  expect(draft.report(false)).toMatchObject({
    result: 'failed',
    problems: ['the schedule of database-check is switched off'],
  });
});

test('a check that does nothing fails the drill', async () => {
  await replaceCheck('exports.handler = async () => undefined;');
  const [result] = await playDatabaseFaults();
  expect(result?.outcome).toMatchObject({ noticed: false, recovered: false, observed: { status: 'NO RECORD' } });
  expect(result?.outcome.problems[0]).toContain('database-check must say DEGRADED, NoPromotableReader');
}, 60_000);

test('a check that always says HEALTHY fails the drill', async () => {
  const at = new Date();
  const line = lineOf({ check: 'database-check', requestId: 'id-of-the-run', startedAt: at, completedAt: at });
  await replaceCheck(`
    exports.handler = async (_event, { awsRequestId }) => {
      const now = new Date();
      const line = ${JSON.stringify(line)}
        .replaceAll('id-of-the-run', awsRequestId)
        .replaceAll('${at.toISOString()}', now.toISOString())
        .replaceAll('${String(at.getTime())}', String(now.getTime()));
      process.stdout.write(line + '\\n');
    };`);
  const [result] = await playDatabaseFaults();
  expect(result?.outcome).toMatchObject({ noticed: false, observed: { status: 'HEALTHY' } });
  expect(result?.outcome.problems[0]).toContain('it said HEALTHY after 1');
}, 60_000);
