import { known } from '../../../lambda/shared/observed';
import { checkTopology } from '../../../lambda/topology-check/check';
import { NOW } from '../support/fake-run';
import { expectation, healthy, tierWith, ZONES } from './expectation';
import { check, dead, denied, shift, two } from './evacuating';

const [A, C, D] = ZONES;

describe('a zone that is evacuated', () => {
  test('F57 lacks no healthy target, and is told with its end and reason', () => {
    const decision = check({ [A]: dead, [C]: two, [D]: two }, { evacuations: known([shift(A)]) });
    expect(decision).toMatchObject({
      status: 'HEALTHY',
      findings: [],
      questions: [],
      notes: [`web tier: traffic is moved away from ${A} until 2026-11-25T13:00:00.000Z: zonal shift`],
      metrics: { EvacuatedZones: 1, 'ZonesBelowMinimum/web': 0, [`HealthyTargets/web/${A}`]: 0, RedundancyLost: 0 },
    });
  });

  test('F57 by AWS has no end', () => {
    const evacuations = known([shift(A, { expiresAt: undefined, reason: 'autoshift of AWS' })]);
    expect(check({ [A]: [], [C]: two, [D]: two }, { evacuations })).toMatchObject({
      status: 'HEALTHY',
      notes: [`web tier: traffic is moved away from ${A} without an end: autoshift of AWS`],
      metrics: { 'SpreadImbalance/web': 0, [`RunningInstances/web/${A}`]: 0 },
    });
  });

  test('F57 may be healthy all the same', () => {
    expect(check({ [A]: two, [C]: two, [D]: two }, { evacuations: known([shift(A)]) })).toMatchObject({
      status: 'HEALTHY',
      metrics: { EvacuatedZones: 1, [`HealthyTargets/web/${A}`]: 2 },
    });
  });

  test('F57 takes nothing off the others', () => {
    const decision = check({ [A]: dead, [C]: ['healthy', 'unhealthy'], [D]: two }, { evacuations: known([shift(A)]) });
    expect(decision).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneBelowMinimum web tier in ${C}`],
      metrics: { 'ZonesBelowMinimum/web': 1 },
    });
  });

  test('F57 for one tier is not for the other', () => {
    const tiers = {
      web: { ...tierWith('web', { [A]: [], [C]: two, [D]: two }), evacuations: known([shift(A)]) },
      app: tierWith('app', { [A]: [], [C]: ['healthy'], [D]: ['healthy'] }),
    };
    const { findings, metrics } = checkTopology(expectation, { ...healthy, tiers }, NOW);
    // Nobody can tell either whether the zone is lost.
    expect(findings.map(({ code, subject }) => `${code} ${subject}`)).toStrictEqual([
      `ZoneWithoutHealthyTargets app tier in ${A}`,
    ]);
    expect(metrics).toMatchObject({ EvacuatedZones: 1, 'ZonesBelowMinimum/app': 1, 'ZonesBelowMinimum/web': 0 });
  });

  test('F57 counts once, whatever is moved away from it', () => {
    const both = { evacuations: known([shift(A)]), groupEvacuations: known([shift(A), shift(C)]) };
    const tiers = { web: { ...tierWith('web', { [A]: two, [C]: two, [D]: two }), ...both }, app: healthy.tiers.app };
    const app = { ...tierWith('app', { [A]: ['healthy'], [C]: ['healthy'], [D]: ['healthy'] }), ...both };
    expect(checkTopology(expectation, { ...healthy, tiers: { ...tiers, app } }, NOW).metrics).toMatchObject({
      EvacuatedZones: 2,
    });
  });
});

describe('traffic that is moved away from the only zone that lives', () => {
  test('F57 F09 is a service that is down', () => {
    const decision = check({ [A]: two, [C]: dead, [D]: dead }, { evacuations: known([shift(A)]) });
    expect(decision).toMatchObject({
      status: 'FAILED',
      findings: [
        {
          code: 'NoHealthyTargets',
          effect: 'service',
          subject: 'web tier',
          detail: `none of 6 targets is healthy outside ${A}, from where traffic is moved away`,
        },
      ],
      metrics: { ServiceDown: 1, 'ZonesBelowMinimum/web': 2, [`HealthyTargets/web/${A}`]: 2 },
    });
  });

  test('F57 from every zone at once as well', () => {
    const evacuations = known(ZONES.map((zone) => shift(zone)));
    const decision = check({ [A]: two, [C]: two, [D]: ['pondering'] }, { evacuations });
    expect(decision).toMatchObject({
      status: 'FAILED',
      findings: [
        { detail: `none of 5 targets is healthy outside ${A} and ${C} and ${D}, from where traffic is moved away` },
      ],
      metrics: { 'ZonesBelowMinimum/web': 0, 'SpreadImbalance/web': 0 },
    });
  });

  test('F57 may be a service that is down while a target elsewhere is in no known state', () => {
    const decision = check(
      { [A]: two, [C]: ['pondering', 'pondering'], [D]: ['pondering', 'pondering'] },
      { evacuations: known([shift(A)]) },
    );
    expect(decision).toMatchObject({
      status: 'UNKNOWN',
      questions: [
        { subject: `web tier in ${C}`, effect: 'service' },
        { subject: `web tier in ${D}`, effect: 'service' },
      ],
    });
    expect(decision.metrics).not.toHaveProperty('ServiceDown');
  });
});

describe('evacuations that are unknown', () => {
  test('F57 explain nothing: the zone is at fault, and that they are unknown is told', () => {
    const decision = check({ [A]: dead, [C]: two, [D]: two }, { evacuations: denied });
    expect(decision).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutHealthyTargets web tier in ${A}`],
      questions: [{ subject: 'web tier: evacuations', code: 'Denied', effect: 'redundancy' }],
      metrics: { 'ZonesBelowMinimum/web': 1, ServiceDown: 0 },
    });
    expect(decision.metrics).not.toHaveProperty('EvacuatedZones');
  });

  test('F57 are never healthy', () => {
    expect(check({ [A]: two, [C]: two, [D]: two }, { evacuations: denied }).status).toBe('UNKNOWN');
    expect(check({ [A]: two, [C]: two, [D]: two }, { groupEvacuations: denied })).toMatchObject({
      status: 'UNKNOWN',
      questions: [{ subject: 'web tier: evacuations of the group', code: 'Denied', effect: 'redundancy' }],
    });
  });

  test.each([
    ['the only zone that lives gets no requests', { [A]: two, [C]: dead, [D]: dead }, {}],
    ['nobody knows which zones live', { [A]: two, [C]: two, [D]: two }, { instances: denied }],
    ['nobody knows what lives', { [A]: two, [C]: two, [D]: two }, { targets: denied }],
  ])('F57 leave open whether the service is down when perhaps %s', (_what, states, change) => {
    const decision = check(states, { ...change, evacuations: denied });
    expect(decision.questions).toContainEqual(
      expect.objectContaining({ subject: 'web tier: evacuations', effect: 'service' }),
    );
    expect(decision.metrics).not.toHaveProperty('ServiceDown');
  });

  test('F57 of a tier that was not read leave their number open', () => {
    const tiers = { app: tierWith('app', { [A]: ['healthy'], [C]: ['healthy'], [D]: ['healthy'] }) };
    const { metrics } = checkTopology(expectation, { ...healthy, tiers }, NOW);
    expect(metrics).not.toHaveProperty('EvacuatedZones');
  });
});

describe('a shift that is over', () => {
  const overBy = (milliseconds: number) => ({
    evacuations: known([shift(A, { expiresAt: new Date(NOW.getTime() - milliseconds) })]),
  });

  test('F57 explains nothing and contradicts itself', () => {
    const decision = check({ [A]: dead, [C]: two, [D]: two }, overBy(60_001));
    expect(decision).toMatchObject({
      status: 'DEGRADED',
      codes: [`ZoneWithoutHealthyTargets web tier in ${A}`],
      questions: [
        {
          subject: 'web tier: evacuations',
          code: 'Contradictory',
          reason: `the shift away from ${A} is listed after its end`,
        },
      ],
      notes: [],
    });
    expect(decision.metrics).not.toHaveProperty('EvacuatedZones');
  });

  test('F57 may be listed for a minute: clocks need not agree', () => {
    expect(check({ [A]: dead, [C]: two, [D]: two }, overBy(60_000))).toMatchObject({
      status: 'HEALTHY',
      metrics: { EvacuatedZones: 1 },
    });
  });

  test('F57 is told with every other', () => {
    const expiresAt = new Date(0);
    const groupEvacuations = known([shift(A, { expiresAt }), shift(C, { expiresAt })]);
    expect(check({ [A]: two, [C]: two, [D]: two }, { groupEvacuations }).questions).toMatchObject([
      {
        subject: 'web tier: evacuations of the group',
        reason: `the shift away from ${A} and ${C} is listed after its end`,
      },
    ]);
  });
});
