import { runFaults } from '../../../lib/local/drill';
import { change, FakeLane, faultOf, recordWith } from './support/faults';
import { groundOf } from './support/ground';

const { ground } = groundOf({});
const GONE = recordWith('topology-check', { findings: ['GatewayGone'] });
const repairable =
  (injected: object = {}) =>
  () =>
    Promise.resolve({ repair: () => Promise.resolve(), ...injected });

/** A lane that is well before the fault, says that it is there in the second run, and is well after the repair. */
function lane(raises: readonly string[] = [], before = recordWith('topology-check')): FakeLane {
  const made = new FakeLane((_, nth) => ({
    record: nth === 1 ? before : nth === 2 ? GONE : recordWith('topology-check'),
    changes: nth === 2 ? raises.map((alarm) => change(alarm)) : [],
  }));
  raises.forEach((alarm) => made.heard.add(alarm));
  return made;
}

async function played(fault: Parameters<typeof faultOf>[0], on: FakeLane) {
  const [result] = await runFaults([faultOf({ inject: repairable(), ...fault })], { ground, lane: on, now: () => 0 });
  return result?.outcome;
}

test('what was said before the fault does not count as noticed', async () => {
  expect(await played({}, lane([], GONE))).toMatchObject({ noticed: false });
  expect(await played({}, lane())).toMatchObject({ noticed: true, problems: [] });
});

test('a fault that no call has met cannot have been noticed', async () => {
  const outcome = await played({ inject: repairable({ hasMet: () => false }) }, lane());
  expect(outcome).toMatchObject({ noticed: false });
  expect(outcome?.problems).toEqual(['gateway-deleted (a gateway is deleted): no call met the fault']);
});

test('another alarm than the one of the fault does not do', async () => {
  const fault = { alarm: '-nat-gateway-', alarmWithinRuns: 1 };
  expect((await played(fault, lane(['site-topology-fault'])))?.problems).toEqual([
    'gateway-deleted (a gateway is deleted): no alarm …-nat-gateway-… on topology-check was raised within 1 runs',
  ]);
  expect((await played(fault, lane(['site-nat-gateway-1a'])))?.problems).toEqual([]);
});
