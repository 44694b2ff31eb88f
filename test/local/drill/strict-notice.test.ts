import { runFaults } from '../../../lib/local/drill';
import { FakeLane, faultOf, NO_GROUND, recordWith } from './support/faults';

const GONE = recordWith('topology-check', { findings: ['GatewayGone'] });
const repairable =
  (injected: object = {}) =>
  () =>
    Promise.resolve({ repair: () => Promise.resolve(), ...injected });

/** A lane that is well before the fault, says that it is there in the second run, and is well after the repair. */
function lane(before = recordWith('topology-check')): FakeLane {
  return new FakeLane((_, nth) => ({ record: [before, GONE][nth - 1] ?? recordWith('topology-check') }));
}

async function played(fault: Parameters<typeof faultOf>[0], on: FakeLane) {
  const [result] = await runFaults([faultOf({ inject: repairable(), ...fault })], {
    ground: NO_GROUND,
    lane: on,
    now: () => 0,
  });
  return result?.outcome;
}

test('what was said before the fault does not count as noticed', async () => {
  expect(await played({}, lane(GONE))).toMatchObject({ noticed: false });
  expect(await played({}, lane())).toMatchObject({ noticed: true, problems: [] });
});

test('a fault that no call has met cannot have been noticed', async () => {
  const outcome = await played({ inject: repairable({ hasMet: () => false }) }, lane());
  expect(outcome).toMatchObject({ noticed: false });
  expect(outcome?.problems).toEqual(['gateway-deleted (a gateway is deleted): no call met the fault']);
});

test('one that calls have met can be', async () => {
  const outcome = await played({ inject: repairable({ hasMet: () => true }) }, lane());
  expect(outcome).toMatchObject({ noticed: true, problems: [] });
});

test('whether a call has met it is asked when the functions have run', async () => {
  const on = lane();
  const hasMet = () => on.ran.length === 2;
  expect(await played({ inject: repairable({ hasMet }) }, on)).toMatchObject({ noticed: true, problems: [] });
});
