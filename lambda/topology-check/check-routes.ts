import { merge, metricUnless, NOTHING, openQuestion, type Conclusion, type Metrics } from '../shared/decision';
import { unknown, type Observed } from '../shared/observed';
import { TOPOLOGY_METRICS, zoneMetricName, type ExpectedRoute, type ExpectedRouteTable } from './contract';
import type { RouteState, RouteTableState } from './observation';

/** Compares every route table with what was deployed: a missing route cuts a zone off, a further one opens a way. */
export function checkRoutes(
  expected: readonly ExpectedRouteTable[],
  observed: Observed<readonly RouteTableState[]>,
): Conclusion {
  if (observed.kind === 'unknown') {
    return openQuestion('route tables', 'redundancy', observed);
  }
  const tables = expected.map((table) => ({
    zone: table.availabilityZone,
    conclusion: checkTable(
      table,
      observed.value.find(({ routeTableId }) => routeTableId === table.routeTableId),
    ),
  }));
  const all = merge(tables.map(({ conclusion }) => conclusion));
  const zones = [...new Set(tables.map(({ zone }) => zone))].map((zone) => ({
    name: zoneMetricName('RouteFaults', zone),
    ...merge(tables.filter((table) => table.zone === zone).map(({ conclusion }) => conclusion)),
  }));
  return merge([
    all,
    { ...NOTHING, metrics: faultMetric(TOPOLOGY_METRICS.routeFaults, all) },
    ...zones.map(({ name, ...ofZone }) => ({ ...NOTHING, metrics: faultMetric(name, ofZone) })),
  ]);
}

/** The faults that are known; left out when there is none but a route may be one. */
function faultMetric(name: string, { findings, questions }: Conclusion): Metrics {
  return metricUnless(findings.length === 0 && questions.length > 0, name, () => findings.length);
}

function checkTable(expected: ExpectedRouteTable, observed: RouteTableState | undefined): Conclusion {
  const subject = `${expected.role} in ${expected.availabilityZone}: ${expected.routeTableId}`;
  if (observed === undefined) {
    return found('RouteTableMissing', subject, 'the route table does not exist');
  }
  const unexpected = observed.routes.filter(
    (route) => !expected.routes.some(({ destination }) => destination === route.destination),
  );
  const withoutTable = (expected.subnetIds ?? []).filter((subnetId) => !observed.subnetIds.includes(subnetId));
  return merge([
    ...expected.routes.map((route) => checkRoute(route, observed.routes, subject)),
    ...unexpected.map((route) => checkUnexpected(route, subject)),
    ...withoutTable.map((subnetId) => found('SubnetWithoutTable', subject, `${subnetId} does not use this table`)),
  ]);
}

function checkRoute(expected: ExpectedRoute, routes: readonly RouteState[], subject: string): Conclusion {
  const route = routes.find(({ destination }) => destination === expected.destination);
  if (route === undefined) {
    return found('RouteMissing', subject, `no route to ${expected.destination}`);
  }
  if (route.targetId !== undefined && route.targetId !== expected.targetId) {
    const detail = `${expected.destination} leads to ${route.targetId}, not to ${expected.targetId}`;
    return found('RouteMisdirected', subject, detail);
  }
  if (route.state !== 'active') {
    return found(
      'RouteDead',
      subject,
      `${expected.destination} to ${route.targetId ?? 'an unknown target'} is ${route.state}`,
    );
  }
  return route.targetId === undefined ? unknownTarget(route, subject) : NOTHING;
}

/** A route nobody deployed; without its target it may also be a local one or that of a gateway endpoint. */
function checkUnexpected(route: RouteState, subject: string): Conclusion {
  return route.targetId === undefined
    ? unknownTarget(route, subject)
    : found('RouteUnexpected', subject, `${route.destination} leads to ${route.targetId} and should not exist`);
}

function unknownTarget({ destination }: RouteState, subject: string): Conclusion {
  return openQuestion(
    `${subject} to ${destination}`,
    'redundancy',
    unknown('Incomplete', 'the target of the route is of a kind that is not known'),
  );
}

function found(code: string, subject: string, detail: string): Conclusion {
  return { ...NOTHING, findings: [{ code, effect: 'redundancy', subject, detail }] };
}
