import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import {
  alarmNamed,
  edge,
  primary,
  primarySpecs,
  recovery,
  regions,
  resources,
  templates,
  type AlarmResource,
} from './regions';

describe('a composite alarm', () => {
  const names = ['test-site-service-down', 'test-site-redundancy-lost'];

  test('exists once per severity that users feel, and for no other', () => {
    const composites = regions.map((region) =>
      resources(region)
        .filter(({ Type }) => Type === 'AWS::CloudWatch::CompositeAlarm')
        .map(({ Properties }) => Properties.AlarmName),
    );
    expect(composites).toEqual([names, ['test-site-edge-service-down'], [], ['test-site-watch-service-down']]);
    expect([edge.redundancyLost, recovery.serviceDown, recovery.redundancyLost]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['service-down', 'test-site-service-down'],
    ['redundancy-lost', 'test-site-redundancy-lost'],
  ] as const)('of %s has exactly the alarms of that severity', (severity, name) => {
    expect(children(name)).toEqual(namesOf(primarySpecs, severity));
  });

  test('waits for its children at deployment, which it names without a reference', () => {
    const { DependsOn = [], Properties } = alarmNamed('ap-northeast-1', 'test-site-service-down');
    expect(DependsOn).toHaveLength(children('test-site-service-down').length);
    expect(Properties.AlarmRule).not.toContain('Fn::');
  });

  test('keeps quiet about lost redundancy while the service is down, and is itself never quiet about that', () => {
    const down = Object.entries(templates['ap-northeast-1'].toJSON().Resources as Record<string, AlarmResource>).find(
      ([, { Properties }]) => Properties.AlarmName === 'test-site-service-down',
    );
    expect(alarmNamed('ap-northeast-1', 'test-site-redundancy-lost').Properties).toMatchObject({
      ActionsSuppressor: { 'Fn::GetAtt': [down?.[0], 'Arn'] },
      ActionsSuppressorWaitPeriod: 120,
      ActionsSuppressorExtensionPeriod: 120,
    });
    expect(down?.[1].Properties).not.toHaveProperty('ActionsSuppressor');
  });

  test('has the only names that end like a severity, so that a pager can be subscribed to them', () => {
    const all = [...primary.alarmNames, ...edge.alarmNames];
    expect(all.filter((name) => /-(service-down|redundancy-lost)$/.test(name))).toEqual([
      'test-site-service-down',
      'test-site-redundancy-lost',
      'test-site-edge-service-down',
    ]);
  });
});

describe('states', () => {
  test('nothing in alarm: neither is the service down nor is redundancy lost', () => {
    expect(stateAfter([])).toEqual([false, false]);
  });

  test.each([
    'web-zone-ap-northeast-1a',
    'nat-drops-ap-northeast-1c',
    'database-readers',
    'topology-fault',
    'writer-acted',
  ])('%s alone costs redundancy and does not stop the service', (id) => {
    expect(stateAfter([id])).toEqual([false, true]);
  });

  test.each([
    'web-capacity',
    'database-writer',
    'database-split',
    'app-rejected-connections',
    'writer-held',
    'partners-down',
  ])('%s stops the service', (id) => {
    expect(stateAfter([id])).toEqual([true, false]);
  });

  test('the loss of a zone costs redundancy alone, as long as the others carry the load', () => {
    const zone = primarySpecs
      .map(({ id }) => id)
      .filter((id) => /^(web|app)-zone-.*1a$|^nat-.*1a$|^routes-.*1a$/.test(id));
    expect(zone).toHaveLength(6);
    expect(stateAfter(zone)).toEqual([false, true]);
  });

  test('a second zone lost stops the service', () => {
    expect(stateAfter(['web-zone-ap-northeast-1a', 'web-zone-ap-northeast-1c', 'web-capacity'])).toEqual([true, true]);
  });

  test.each([
    'backups-stale',
    'firewall-drops-ap-northeast-1a',
    'topology-check-heartbeat',
    'certificate-origin',
    'probes-silent',
  ])('%s says nothing about the service', (id) => {
    expect(stateAfter([id])).toEqual([false, false]);
  });
});

/** Names of the alarms a composite alarm is made of. */
function children(name: string): string[] {
  const rule = alarmNamed('ap-northeast-1', name).Properties.AlarmRule ?? '';
  return rule.split(' OR ').map((term) => /^ALARM\("([^"]+)"\)$/.exec(term)?.[1] ?? `not understood: ${term}`);
}

/** Whether each composite alarm is in alarm, service-down first, when the alarms with these ids are. */
function stateAfter(ids: readonly string[]): boolean[] {
  const inAlarm = new Set(ids.map((id) => `test-site-${id}`));
  const unknown = [...inAlarm].filter((name) => !primary.alarmNames.includes(name));
  expect(unknown).toEqual([]);
  return ['test-site-service-down', 'test-site-redundancy-lost'].map((name) =>
    children(name).some((child) => inAlarm.has(child)),
  );
}

function namesOf(specs: readonly AlarmSpec[], severity: string): string[] {
  return specs.filter((spec) => spec.severity === severity).map(({ id }) => `test-site-${id}`);
}
