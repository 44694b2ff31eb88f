import { Template } from 'aws-cdk-lib/assertions';
import { edgeAlarmSet, primaryAlarmSet, RegionalAlarms, SiteDashboard } from '../../lib/monitoring';
import { dashboardHeader } from '../../lib/monitoring/dashboard-header';
import type { Site } from '../../lib/site/site';
import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { ACCOUNT, edgeResources, primaryResources, stackIn, topicIn } from './monitored';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly region?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly { readonly value: number }[] };
  };
}

const standard = dashboardOf(testSite());
const starter = dashboardOf(starterSite(), false);

test('has a name that starts with the site’s', () => {
  expect([standard.name, starter.name]).toEqual(['test-site-site', 'tiny-site']);
});

test('is the same in every synthesis', () => {
  expect(dashboardOf(testSite()).body).toBe(standard.body);
});

test('is far below the size CloudWatch takes', () => {
  expect(standard.widgets.length).toBeLessThan(500);
  expect(standard.body.length).toBeLessThan(100_000);
});

test('goes from the user inwards', () => {
  const rows = standard.widgets
    .filter(({ x }) => x === 0)
    .map(({ properties }) => /^[A-Za-z]+/.exec(properties.title ?? properties.markdown?.replace(/^# /, '') ?? '')?.[0]);
  expect(rows).toEqual([
    'test',
    'Alarms',
    'Users',
    ...['web', 'web', 'app', 'app'],
    ...['Database', 'Failover'],
    'NAT',
    ...['Checks', 'Evidence', 'Backups'],
  ]);
});

test('fills rows of 24 columns without overlap', () => {
  const rows = new Map<number, number>();
  standard.widgets.forEach(({ width, y }) => rows.set(y, (rows.get(y) ?? 0) + width));
  expect([...rows.values()].every((width) => width <= 24 && width > 20)).toBe(true);
});

test('shows every alarm of the primary Region once, by severity, at most 100 in a widget', () => {
  const shown = standard.widgets.filter(({ properties }) => properties.title?.startsWith('Alarms:') === true);
  expect(shown.map(({ properties }) => properties.title)).toEqual([
    'Alarms: service-down',
    'Alarms: redundancy-lost',
    'Alarms: security',
    'Alarms: evidence',
    'Alarms: edge',
  ]);
  expect(Math.max(...shown.map(({ properties }) => properties.alarms?.length ?? 0))).toBeLessThanOrEqual(100);
  const ofPrimary = shown.slice(0, 4).flatMap(({ properties }) => properties.alarms ?? []);
  expect(new Set(ofPrimary).size).toBe(standard.primaryAlarms);
});

test('shows alarms and metrics of the edge where they are, in us-east-1', () => {
  const edge = standard.widgets.find(({ properties }) => properties.title === 'Alarms: edge');
  expect(edge?.properties.alarms).toContain(`arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:test-site-outage`);
  const users = standard.widgets.filter(({ properties }) => properties.title?.startsWith('Users') === true);
  expect(users.map(({ properties }) => properties.region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
});

test('shows healthy servers of each zone and the value at which the alarm is raised', () => {
  const zones = standard.widgets.find(({ properties }) => properties.title === 'app: healthy servers by zone');
  expect(zones?.properties.metrics?.map((metric) => metric.at(-1))).toEqual(
    ['a', 'c', 'd'].map((zone) => expect.objectContaining({ label: `ap-northeast-1${zone}` }) as unknown),
  );
  expect(zones?.properties.annotations?.horizontal[0]?.value).toBe(2);
});

describe('rows of the functions', () => {
  const titled = (title: string, of = standard) => of.widgets.find(({ properties }) => properties.title === title);
  const namesOf = (title: string) =>
    titled(title)?.properties.metrics?.map((metric) => (metric.at(-1) as { readonly label?: string }).label);

  test('show every function on a schedule', () => {
    expect(namesOf('Checks: completed runs')).toEqual([
      ...['topology-check', 'database-check', 'backup-check', 'audit-check', 'certificate-check', 'line-check'],
      ...['daily-summary', 'fail-over-writer'],
    ]);
    expect(namesOf('Evidence: decision records not stored')).toEqual(namesOf('Checks: completed runs'));
    expect(namesOf('Checks: facts that could not be told')).toEqual(namesOf('Checks: completed runs'));
  });

  test('show what the checks found', () => {
    expect(namesOf('Evidence: logs, protection, notifications at fault')).toEqual([
      'audit gaps',
      'security degraded',
      'unconfirmed subscriptions',
      'alarm path faults',
    ]);
    expect(namesOf('Evidence: days until a certificate expires')).toEqual([
      'certificate days left',
      'database certificate days left',
    ]);
    expect(namesOf('Evacuated zones; partners with a line down')).toEqual([
      'evacuated zones',
      'partners degraded',
      'partners down',
    ]);
  });

  test('show what stands ready to move the writer', () => {
    expect(namesOf('Failover: observations that found the writer lost')).toEqual(['suspected']);
    expect(namesOf('Failover: acts, and what held them back')).toEqual([
      'acted',
      'held',
      'rate limited',
      'split suspected',
    ]);
    expect(namesOf('Failover: probes silent or refused')).toEqual(['probes silent', 'probes refused']);
    const drill = titled('Failover: recovery in drills, s');
    expect(drill?.properties.annotations?.horizontal[0]?.value).toBe(120);
  });

  test('show no drill and no lines where there are none', () => {
    expect(titled('Failover: recovery in drills, s', starter)).toBeUndefined();
    expect(titled('Failover: probes silent or refused', starter)).toBeDefined();
    expect(starter.body).not.toContain('PartnersDown');
  });
});

test('of a site without edge or firewall has no graph of them', () => {
  const text = starter.body;
  expect(text).not.toContain('us-east-1');
  expect(text).not.toContain('NetworkFirewall');
  expect(text).toContain('NATGateway');
});

describe('the header', () => {
  test('lists what was promised', () => {
    const header = dashboardHeader(testSite({ objectives: { regionRtoSeconds: 14_400, regionRpoSeconds: 86_400 } }));
    expect(header).toContain('Availability **99.95 %** a month; zone lost: back within **120 s**');
    expect(header).toContain('Region lost: back within **14400 s**, data lost **86400 s**');
    expect(header).toContain('database restorable to the last **300 s**');
  });

  test('says that nothing was promised for the loss of the Region', () => {
    expect(dashboardHeader(starterSite())).toContain(
      'Region lost: back within **none declared**, data lost **none declared**',
    );
  });

  test('shows the margin of every tier, in and out of sales', () => {
    // 6 servers in 3 zones: 4 survive, of 100 requests per second each, against a peak of 400.
    expect(dashboardHeader(testSite())).toContain('| app | always | 400/s | 6 | 400/s | 0 % |');
    expect(dashboardHeader(testSite())).toContain('| web | saturday-sale | 1200/s | 9 | 1200/s | 0 % |');
    expect(dashboardHeader(starterSite())).toContain('| web | always | 50/s | 2 | 100/s | 100 % |');
  });
});

function dashboardOf(site: Site, withEdge = true) {
  const app = testApp();
  const stack = stackIn(app, 'ap-northeast-1');
  const primary = primaryResources(stack, site);
  const alarms = new RegionalAlarms(stack, 'Alarms', {
    site,
    topic: topicIn(stack),
    alarms: primaryAlarmSet(site, primary),
  });
  const edgeStack = stackIn(app, 'us-east-1');
  const edge = edgeResources(edgeStack, stackIn(app, 'us-east-1', 'Edge'), site);
  const { alarmNames } = new RegionalAlarms(edgeStack, 'Alarms', {
    site,
    topic: topicIn(edgeStack),
    alarms: edgeAlarmSet(site, edge),
    part: 'edge',
  });
  new SiteDashboard(stack, 'Dashboard', {
    site,
    primary,
    alarms: alarms.bySeverity,
    ...(withEdge ? { edge: { distributionId: edge.distributionId, alarmNames } } : {}),
  });
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const { DashboardBody, DashboardName } = resource?.Properties as { DashboardBody: unknown; DashboardName: string };
  const body = text(DashboardBody);
  const { widgets } = JSON.parse(body) as { readonly widgets: readonly Widget[] };
  return { name: DashboardName, body, widgets, primaryAlarms: alarms.alarmNames.length };
}

/** A body with references to alarms is joined at deployment; here each reference stands for itself. */
function text(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const [, parts] = (value as { 'Fn::Join': [string, readonly unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part).replaceAll('"', "'"))).join('');
}
