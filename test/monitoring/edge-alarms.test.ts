import { edgeAlarmSet } from '../../lib/monitoring';
import type { AlarmSpec } from '../../lib/monitoring/alarm-spec';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { edgeResources, stackIn } from './monitored';
import { edgeSpecs, primarySpecs } from './regions';

describe('the loss of the primary Region', () => {
  const telling = (specs: readonly AlarmSpec[], fault: 'F31' | 'F47') =>
    specs.filter(({ faults }) => faults.includes(fault)).map(({ id }) => id);

  test('is told by what visitors are answered, and by nothing within it', () => {
    expect(telling(primarySpecs, 'F31')).toEqual([]);
    expect(telling(edgeSpecs, 'F31')).toEqual(['outage', 'low-traffic-outage']);
    expect(telling(edgeSpecs, 'F47')).toEqual(['outage', 'error-budget', 'low-traffic-outage']);
  });

  test('is told by nothing where it is that of the edge', () => {
    const { regions, ...site } = testSite();
    const american = { ...site, regions: { ...regions, primary: { ...regions.primary, region: 'us-east-1' } } };
    const app = testApp();
    const edge = edgeResources(stackIn(app, 'us-east-1'), stackIn(app, 'us-east-1', 'Edge'), american);
    const set = edgeAlarmSet(american, edge);
    expect([...telling(set, 'F31'), ...telling(set, 'F47')]).toEqual([]);
    expect(set.map(({ id }) => id)).toContain('low-traffic-outage');
  });
});
