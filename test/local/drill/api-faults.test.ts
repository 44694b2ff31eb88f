import { FAULTS, type DrillFault, type DrillGround } from '../../../lib/local/drill';
import { startGateway, type FaultRule, type Gateway, type Injection } from '../../../lib/local/gateway';
import { startFakeEmulator, type FakeEmulator } from '../gateway/support/fake-emulator';
import { FakeSite } from '../gateway/support/fake-site';
import { watch } from '../gateway/support/watched-site';
import { repaired } from './support/ground';

const API_FAULTS = FAULTS.filter(({ id }) => id.startsWith('api-')).map((fault) => [fault.id, fault] as const);

let emulator: FakeEmulator;
let gateway: Gateway;

beforeAll(async () => {
  const site = new FakeSite();
  emulator = await startFakeEmulator((call) => site.answer(call));
  gateway = await startGateway({ emulator: emulator.endpoint });
});

afterAll(async () => {
  await gateway.stop();
  await emulator.stop();
});

/** Injects a fault, and keeps the rule that it gave the gateway. */
async function injected(fault: DrillFault) {
  const rules: { readonly rule: FaultRule; readonly injection: Injection }[] = [];
  const noting = {
    inject: (rule: FaultRule) => {
      const injection = gateway.inject(rule);
      rules.push({ rule, injection });
      return injection;
    },
  };
  const result = await fault.inject({ gateway: noting } as unknown as DrillGround);
  const [only] = rules;
  if (only === undefined || rules.length > 1) {
    throw new Error(`${fault.id} has ${String(rules.length)} rules`);
  }
  return { result, ...only };
}

test.each(API_FAULTS)('%s is unknown to the real check, which is healthy again after the repair', async (_, fault) => {
  const { result, rule, injection } = await injected(fault);
  try {
    // What never comes in time need not be waited for.
    const patience = rule.effect.kind === 'slow' ? { giveUpWhen: () => injection.hits > 0 } : {};
    const { status, findings } = await watch(fault.check, gateway.endpoint, patience);
    expect({ status, findings }).toStrictEqual({ status: 'UNKNOWN', findings: [] });
    expect(injection.hits).toBeGreaterThan(0);
  } finally {
    await repaired(result);
  }
  expect((await watch(fault.check, gateway.endpoint)).status).toBe('HEALTHY');
});

test('an API that does not answer in time is slower than any function may take', async () => {
  const slow = API_FAULTS.filter(([id]) => id.startsWith('api-slow/'));
  for (const [, fault] of slow) {
    const { result, rule } = await injected(fault);
    await repaired(result);
    expect(rule.effect.kind === 'slow' && rule.effect.milliseconds).toBe(120_000);
  }
});
