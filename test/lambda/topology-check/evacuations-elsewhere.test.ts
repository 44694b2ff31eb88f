import { known } from '../../../lambda/shared/observed';
import { tierWith, ZONES } from './expectation';
import { check, dead, denied, shift, two } from './evacuating';

const [A, C, D] = ZONES;

/** Targets with an override in one zone. */
function overridden(states: Readonly<Record<string, readonly string[]>>, zone: string, override: string | undefined) {
  const web = tierWith('web', states);
  return {
    targets: known(
      (web.targets.kind === 'known' ? web.targets.value : []).map((target) =>
        target.instanceId.includes(zone) ? { ...target, override } : target,
      ),
    ),
  };
}

describe('what the load balancer says about targets', () => {
  const states = { [A]: dead, [C]: two, [D]: two };

  test('F57 is enough: their zone is evacuated', () => {
    expect(check(states, overridden(states, A, 'zonal_shift_active'))).toMatchObject({
      status: 'HEALTHY',
      notes: [`web tier: traffic is moved away from ${A}: the load balancer says zonal_shift_active`],
      metrics: { EvacuatedZones: 1, 'ZonesBelowMinimum/web': 0 },
    });
  });

  test('F57 stands while the evacuations are unknown', () => {
    const change = { ...overridden(states, A, 'zonal_shift_active'), evacuations: denied };
    expect(check(states, change)).toMatchObject({ status: 'UNKNOWN', findings: [] });
  });

  test('F57 is told once where the shift is known', () => {
    const change = { ...overridden(states, A, 'zonal_shift_active'), evacuations: known([shift(A)]) };
    expect(check(states, change).notes).toStrictEqual([
      `web tier: traffic is moved away from ${A} until 2026-11-25T13:00:00.000Z: zonal shift`,
    ]);
  });

  test.each(['no_override', 'unknown', 'zonal_shift_delegated_to_dns', undefined])(
    'F57 explains nothing when it is %p',
    (override) => {
      expect(check(states, overridden(states, A, override)).codes).toStrictEqual([
        `ZoneWithoutHealthyTargets web tier in ${A}`,
      ]);
    },
  );

  test('F57 a healthy target it sends nothing to keeps no service up', () => {
    const alone = { [A]: two, [C]: dead, [D]: dead };
    expect(check(alone, overridden(alone, A, 'zonal_shift_active'))).toMatchObject({
      status: 'FAILED',
      codes: ['NoHealthyTargets web tier'],
    });
  });

  test('F57 while the instances are unknown it names no zone, and healthy targets may be anywhere', () => {
    const all = { [A]: two, [C]: two, [D]: two };
    const change = { ...overridden(all, A, 'zonal_shift_active'), instances: denied };
    expect(check(all, change)).toMatchObject({ status: 'UNKNOWN', findings: [], metrics: { ServiceDown: 0 } });
  });

  test.each([
    ['zonal_shift_active', 'service'],
    ['unknown', 'redundancy'],
    [undefined, 'redundancy'],
  ])('F57 while no zone is known, healthy targets with %p are a question of %s', (override, effect) => {
    const all = { [A]: two };
    const change = { ...overridden(all, A, override), instances: known([]) };
    expect(check(all, change).questions).toMatchObject(
      ZONES.map((zone) => ({ subject: `web tier in ${zone}`, effect })),
    );
  });

  test.each([
    ['no_override', 'redundancy'],
    ['zonal_shift_active', 'service'],
    [undefined, 'service'],
  ])('F57 of a zone unknown, healthy targets with %p are a question of %s', (override, effect) => {
    const all = { [A]: two };
    const web = tierWith('web', all);
    const targets = known(
      (web.targets.kind === 'known' ? web.targets.value : []).map((target) => ({ ...target, override })),
    );
    expect(check(all, { targets, instances: known([]), evacuations: known([shift(D)]) }).questions).toMatchObject([
      { subject: `web tier in ${A}`, effect },
      { subject: `web tier in ${C}`, effect },
    ]);
  });
});

describe('a group that launches nothing in a zone', () => {
  const fewer = { [A]: two, [C]: [...two, ...two], [D]: [...two, ...two] };

  test('F57 is out of balance there on purpose', () => {
    expect(check(fewer)).toMatchObject({ codes: ['SpreadBroken web tier'], metrics: { 'SpreadImbalance/web': 2 } });
    expect(check(fewer, { groupEvacuations: known([shift(A)]) })).toMatchObject({
      status: 'HEALTHY',
      notes: [`web tier: no servers are launched in ${A} until 2026-11-25T13:00:00.000Z: zonal shift`],
      metrics: { EvacuatedZones: 1, 'SpreadImbalance/web': 0 },
    });
  });

  test('F57 explains no unhealthy target', () => {
    const change = { groupEvacuations: known([shift(A)]) };
    expect(check({ [A]: dead, [C]: two, [D]: two }, change).codes).toStrictEqual([
      `ZoneWithoutHealthyTargets web tier in ${A}`,
    ]);
  });

  test('F57 is still out of balance between the others', () => {
    const uneven = { [A]: [], [C]: two, [D]: [...two, ...two] };
    expect(check(uneven, { groupEvacuations: known([shift(A)]) }).codes).toContain('SpreadBroken web tier');
    expect(check(uneven, { evacuations: known([shift(A)]) })).toMatchObject({
      codes: ['SpreadBroken web tier'],
      findings: [{ detail: `running: ${A} 0, ${C} 2, ${D} 4` }],
    });
  });
});
