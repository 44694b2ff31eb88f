import { runFaults, type DrillFault, type FaultOutcome } from '../../../lib/local/drill';
import type { GatewayCall } from '../../../lib/local/gateway';
import { FakeLane, faultOf, recordWith } from './support/faults';
import { gatewayCall, groundOf } from './support/ground';

const NAME = 'gateway-deleted (a gateway is deleted)';
const FAILOVER = gatewayCall('rds', 'FailoverDBCluster', { TargetDBInstanceIdentifier: 'db-2' });

interface Sent {
  /** Before the fault. */
  readonly before?: readonly GatewayCall[];
  /** By the function that must notice it. */
  readonly meanwhile?: readonly GatewayCall[];
  /** After the repair. */
  readonly after?: readonly GatewayCall[];
}

/** A fault during which functions send this. */
async function played(sent: Sent, overrides: Partial<DrillFault> = {}): Promise<FaultOutcome> {
  const { ground, gateway } = groundOf({});
  const state = { broken: false };
  gateway.calls.push(...(sent.before ?? []));
  const fault = faultOf({
    inject: () => {
      state.broken = true;
      return Promise.resolve({
        repair: () => {
          state.broken = false;
          return Promise.resolve();
        },
      });
    },
    ...overrides,
  });
  const lane = new FakeLane((check, nth) => {
    gateway.calls.push(...((state.broken ? sent.meanwhile : nth === 1 ? [] : sent.after) ?? []));
    return { record: recordWith(check, state.broken ? { findings: ['GatewayGone'] } : {}) };
  });
  const [open] = await runFaults([fault], { ground, lane, now: () => 0 });
  if (open === undefined) {
    throw new Error('the fault has no outcome');
  }
  return open.outcome;
}

test('an order that nobody had to give is a problem', async () => {
  const outcome = await played({ meanwhile: [FAILOVER] });
  expect(outcome).toMatchObject({ noticed: true, expected: { orders: 0 }, observed: { orders: 1 } });
  expect(outcome.problems).toStrictEqual([`${NAME}: functions must send 0 orders to AWS, and sent 1`]);
});

test('an order after the repair is one as well', async () => {
  const { observed, problems } = await played({ after: [FAILOVER] });
  expect(observed.orders).toBe(1);
  expect(problems).toStrictEqual([`${NAME}: functions must send 0 orders to AWS, and sent 1`]);
});

test('an order that had to be given and was not is a problem', async () => {
  const outcome = await played({}, { orders: () => 1 });
  expect(outcome).toMatchObject({ expected: { orders: 1 }, observed: { orders: 0 } });
  expect(outcome.problems).toStrictEqual([`${NAME}: functions must send 1 orders to AWS, and sent 0`]);
});

test('exactly the orders that had to be given are none, and one too many is', async () => {
  expect((await played({ meanwhile: [FAILOVER] }, { orders: () => 1 })).problems).toStrictEqual([]);
  expect((await played({ meanwhile: [FAILOVER, FAILOVER] }, { orders: () => 1 })).problems).toStrictEqual([
    `${NAME}: functions must send 1 orders to AWS, and sent 2`,
  ]);
});

test('how many must be given may depend on the site', async () => {
  const outcome = await played({ meanwhile: [FAILOVER] }, { orders: ({ acts }) => (acts ? 1 : 0) });
  expect(outcome).toMatchObject({ expected: { orders: 1 }, problems: [] });
});

test('what was sent before the fault, and calls that only read or keep records, are none', async () => {
  const meanwhile = [
    gatewayCall('rds', 'DescribeDBClusters'),
    gatewayCall('s3', 'PutObject'),
    gatewayCall('dynamodb', 'UpdateItem'),
    gatewayCall('lambda', 'Invoke'),
  ];
  const { observed, problems } = await played({ before: [FAILOVER], meanwhile });
  expect([observed.orders, problems]).toStrictEqual([0, []]);
});

test('whether a fault was noticed may depend on the orders since', async () => {
  const seen: number[] = [];
  const isNoticed: DrillFault['isNoticed'] = ({ orders }) => {
    seen.push(orders.length);
    return true;
  };
  await played({ before: [FAILOVER], meanwhile: [FAILOVER] }, { isNoticed, orders: () => 1 });
  expect(seen).toStrictEqual([1]);
});
