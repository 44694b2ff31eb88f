import { FAULTS, LINE_DOWN } from '../../../lib/local/drill';
import { PLAYED_SCENARIOS, playedScenario } from '../../../lib/local/matrix';

const kindOf = (id: string): string => id.split('/')[0] ?? '';
const PLAYED = [...new Set([...FAULTS.map(({ id }) => kindOf(id)), LINE_DOWN.id, 'service-frozen'])];
const MODELLED = [
  ...['app-server-stopped', 'heartbeats-missing', 'interface-endpoint-deleted', 'nat-gateway-deleted', 'readers-lost'],
  ...['site-down', 'site-without-post', 'topic-key-disabled', 'web-server-stopped', 'writer-crashed', 'writer-lost'],
  'zone-lost',
];

test('says of every fault of the drill what it is in the failure matrix, and of nothing else', () => {
  expect(Object.keys(PLAYED_SCENARIOS).sort()).toStrictEqual([...PLAYED].sort());
});

test('these faults are in the matrix, and every other one says why it is not', () => {
  const modelled = PLAYED.filter((kind) => 'scenario' in (PLAYED_SCENARIOS[kind] ?? {}));
  expect(modelled.sort()).toStrictEqual(MODELLED);
  for (const kind of PLAYED.filter((it) => !MODELLED.includes(it))) {
    expect(PLAYED_SCENARIOS[kind]).toStrictEqual({ notModelled: expect.stringMatching(/.{20}/) });
  }
});

test.each(FAULTS.map(({ id }) => id))('%s is what its kind is', (id) => {
  expect(playedScenario(id)).toBe(PLAYED_SCENARIOS[kindOf(id)]);
});

test('a service that stands still is the same, whichever it is', () => {
  expect(playedScenario('service-frozen-ec2/topology-check')).toBe(PLAYED_SCENARIOS['service-frozen']);
});

test('a fault that nobody knows is none of them', () => {
  expect(playedScenario('moon-falls')).toBeUndefined();
});
