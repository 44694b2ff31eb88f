import { known, unknown } from '../../../lambda/shared/observed';
import { checkTopology } from '../../../lambda/topology-check/check';
import type { TopologyObservation } from '../../../lambda/topology-check/observation';
import { NOW } from '../support/fake-run';
import { expectation, healthy, tierWith, ZONES } from './expectation';

const [A, C, D] = ZONES;
const throttled = unknown('Throttled', 'Throttling: slow down');

function check(changes: Partial<TopologyObservation> = {}) {
  const decision = checkTopology(expectation, { ...healthy, ...changes }, NOW);
  return { ...decision, codes: decision.findings.map(({ code, subject }) => `${code} ${subject}`) };
}

function webWith(states: Readonly<Record<string, readonly string[]>>): Partial<TopologyObservation> {
  return { tiers: { ...healthy.tiers, web: tierWith('web', states) } };
}

const two = ['healthy', 'healthy'];

test('F01 one web server that fails its health check leaves its zone below the minimum', () => {
  expect(check(webWith({ [A]: ['healthy', 'unhealthy'], [C]: two, [D]: two }))).toMatchObject({
    status: 'DEGRADED',
    codes: [`ZoneBelowMinimum web tier in ${A}`],
    metrics: { [`HealthyTargets/web/${A}`]: 1, 'ZonesBelowMinimum/web': 1, ServiceDown: 0 },
  });
});

test('F03 a tier without healthy targets in one zone names the zone', () => {
  expect(check(webWith({ [A]: ['unhealthy', 'unhealthy'], [C]: two, [D]: two })).codes).toStrictEqual([
    `ZoneWithoutHealthyTargets web tier in ${A}`,
  ]);
});

test('F04 a zone without healthy targets in any tier is lost', () => {
  const tiers = {
    web: tierWith('web', { [A]: [], [C]: two, [D]: two }),
    app: tierWith('app', { [A]: [], [C]: ['healthy'], [D]: ['healthy'] }),
  };
  expect(check({ tiers }).codes).toStrictEqual([
    `ZoneLost ${A}`,
    `ZoneWithoutHealthyTargets app tier in ${A}`,
    'SpreadBroken web tier',
    `ZoneWithoutHealthyTargets web tier in ${A}`,
  ]);
});

test('F09 no healthy target in any zone is a common cause and stops the service', () => {
  const down = ['unhealthy', 'unhealthy'];
  expect(check(webWith({ [A]: down, [C]: down, [D]: down }))).toMatchObject({
    status: 'FAILED',
    codes: ['NoHealthyTargets web tier'],
    metrics: { ServiceDown: 1, 'ZonesBelowMinimum/web': 3 },
  });
});

test('F09 an empty target group stops the service', () => {
  expect(check(webWith({}))).toMatchObject({ status: 'FAILED', codes: ['NoHealthyTargets web tier'] });
});

test.each(['initial', 'unhealthy', 'unhealthy.draining', 'unused', 'draining', 'unavailable'])(
  'a target in state %s does not count as healthy',
  (state) => {
    expect(check(webWith({ [A]: ['healthy', state], [C]: two, [D]: two })).metrics).toMatchObject({
      [`HealthyTargets/web/${A}`]: 1,
    });
  },
);

test('a target in a state nobody knows makes its zone unknown', () => {
  const decision = check(webWith({ [A]: ['healthy', 'pondering'], [C]: two, [D]: two }));
  expect(decision).toMatchObject({
    status: 'UNKNOWN',
    questions: [{ subject: `web tier in ${A}`, code: 'Incomplete', effect: 'redundancy' }],
  });
  expect(decision.metrics).not.toHaveProperty(`HealthyTargets/web/${A}`);
  expect(decision.metrics).not.toHaveProperty('ZonesBelowMinimum/web');
  expect(decision.metrics).not.toHaveProperty('RedundancyLost');
});

test('targets in states nobody knows leave it open whether the service is down', () => {
  const odd = ['pondering', 'pondering'];
  const decision = check(webWith({ [A]: odd, [C]: odd, [D]: odd }));
  expect(decision.status).toBe('UNKNOWN');
  expect(decision.metrics).not.toHaveProperty('ServiceDown');
});

test('a healthy target whose instance EC2 does not list makes the zone that needs it unknown', () => {
  const web = tierWith('web', { [A]: two, [C]: two, [D]: two });
  const instances = web.instances.kind === 'known' ? web.instances.value.slice(1) : [];
  const decision = check({ tiers: { ...healthy.tiers, web: { ...web, instances: known(instances) } } });
  expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: `web tier in ${A}` }] });
});

test('a zone that lacks more than could be uncertain is below the minimum all the same', () => {
  const decision = check(webWith({ [A]: ['unhealthy', 'unhealthy'], [C]: ['healthy', 'pondering'], [D]: two }));
  expect(decision.status).toBe('DEGRADED');
  expect(decision.codes).toStrictEqual([`ZoneBelowMinimum web tier in ${A}`]);
});

test('unread instances leave the zones unknown and the service up', () => {
  const web = { ...tierWith('web', { [A]: two, [C]: two, [D]: two }), instances: throttled };
  const decision = check({ tiers: { ...healthy.tiers, web } });
  expect(decision).toMatchObject({ status: 'UNKNOWN', findings: [], metrics: { ServiceDown: 0 } });
  expect(decision.metrics).not.toHaveProperty('SpreadImbalance/web');
});

test('unread targets leave it open whether the service is down', () => {
  const web = { ...tierWith('web', { [A]: two, [C]: two, [D]: two }), targets: throttled };
  const decision = check({ tiers: { ...healthy.tiers, web } });
  expect(decision).toMatchObject({ status: 'UNKNOWN', questions: [{ code: 'Throttled', effect: 'service' }] });
  expect(decision.metrics).not.toHaveProperty('ServiceDown');
});

test('a tier that was not read at all is unknown', () => {
  expect(
    check({ tiers: { app: tierWith('app', { [A]: ['healthy'], [C]: ['healthy'], [D]: ['healthy'] }) } }),
  ).toMatchObject({ status: 'UNKNOWN', questions: [{ subject: 'web tier', effect: 'service' }] });
});

test('instances that differ by two between zones are out of balance', () => {
  const four = [...two, ...two];
  expect(check(webWith({ [A]: four, [C]: two, [D]: two }))).toMatchObject({
    codes: ['SpreadBroken web tier'],
    metrics: { 'SpreadImbalance/web': 2 },
  });
});

test('an instance in a zone of no concern is reported', () => {
  expect(check(webWith({ [A]: two, [C]: two, [D]: two, 'ap-northeast-1b': ['healthy'] })).codes).toStrictEqual([
    'InstanceOutsideZones web tier: i-web-ap-northeast-1b-0',
  ]);
});
