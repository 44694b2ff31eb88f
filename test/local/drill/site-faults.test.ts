import { siteCheck } from '../../../lambda/site-check/run';
import { nodeViewer } from '../../../lambda/site-check/viewer';
import { runCheck } from '../../../lambda/shared/run-check';
import { FAULTS, type DrillFault, type DrillGround, type DrillSite } from '../../../lib/local/drill';
import type { Expected } from '../../../lib/local/drill/drill-fault';
import { startGateway, type Gateway } from '../../../lib/local/gateway';
import { ordersIn } from '../../../lib/local/gateway/orders';
import { fakeRun, onlyLine } from '../../lambda/support/fake-run';
import { expectation } from '../../lambda/site-check/expectation';

/** Nothing of the site is asked of the emulator, so that none is needed. */
const NOBODY = 'http://127.0.0.1:1';

let gateway: Gateway;

beforeEach(async () => {
  gateway = await startGateway({ emulator: NOBODY });
});

afterEach(() => gateway.stop());

/** Runs the real check as the local site does. */
async function watchSite() {
  const { lines, surroundings, context } = fakeRun();
  const asked = { viewer: nodeViewer(), endpoint: new URL(gateway.endpoint), elapsed: () => performance.now() };
  await runCheck(siteCheck(asked), expectation, context, surroundings);
  return onlyLine(lines).record;
}

function fault(id: string): DrillFault {
  const found = FAULTS.find((it) => it.id === id);
  if (found === undefined) {
    throw new Error(`no fault ${id}`);
  }
  return found;
}

/** A site that has the check, or not. */
function site(has: boolean): DrillSite {
  return { expectations: has ? { site: expectation } : {} } as unknown as DrillSite;
}

test('the gateway answers viewers in the place of the site, and that is no order to AWS', async () => {
  expect(await watchSite()).toMatchObject({ status: 'HEALTHY', findings: [], questions: [] });
  const calls = gateway.calls.map(({ service, action, status }) => [service, action, status]).sort();
  expect(calls).toStrictEqual([
    ['site', 'GET', 200],
    ['site', 'POST', 200],
  ]);
  expect(ordersIn(gateway.calls)).toStrictEqual([]);
});

test.each([
  ['site-without-post', ['POST']],
  ['site-down', ['GET', 'POST']],
])('%s is noticed by the real check, as that of exactly %j, and over after the repair', async (id, methods) => {
  const { inject, expected, isNoticed, references, alarm } = fault(id);
  const injected = await inject({ gateway } as unknown as DrillGround);
  expect(injected.hasMet?.()).toBe(false);
  const record = await watchSite();
  expect(injected.hasMet?.()).toBe(true);
  expect(record.findings.map(({ code, subject }) => [code, subject])).toStrictEqual(
    methods.map((method) => ['MethodFailing', method]),
  );
  expect((expected as Expected).status).toStrictEqual([record.status]);
  expect([references, alarm]).toStrictEqual([['F47'], '-site-unanswered']);
  const seen = (findings: unknown) =>
    isNoticed?.({ record: { findings } } as unknown as Parameters<typeof isNoticed>[0]);
  expect(seen(record.findings)).toBe(true);
  // Too much, or too little, is not what was played.
  expect(seen(methods.length === 1 ? [{ subject: 'GET' }, { subject: 'POST' }] : [{ subject: 'POST' }])).toBe(false);
  await injected.repair?.();
  expect((await watchSite()).status).toBe('HEALTHY');
});

test.each([
  ['api-throttled/site-check', 'Throttled'],
  ['api-reset/site-check', 'Network'],
])('%s leaves both methods unknown: %s', async (id, code) => {
  const injected = await fault(id).inject({ gateway } as unknown as DrillGround);
  expect(await watchSite()).toMatchObject({
    status: 'UNKNOWN',
    questions: [
      { subject: 'GET', code },
      { subject: 'POST', code },
    ],
  });
  await injected.repair?.();
});

test.each(FAULTS.filter(({ check }) => check === 'site-check').map((it) => [it.id, it] as const))(
  '%s is played where the site has the check, and left out with the reason elsewhere',
  (_id, { applies }) => {
    expect([applies(site(true)), applies(site(false))]).toStrictEqual([
      true,
      'the web ACL of the site does not admit the check',
    ]);
  },
);
