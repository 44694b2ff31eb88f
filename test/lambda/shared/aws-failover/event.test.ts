import * as z from 'zod/mini';
import { drillEvent } from '../../../../lambda/drill/event';
import { failOverWriterEvent } from '../../../../lambda/fail-over-writer/event';
import { dryRunLeaseKey, leaseKey, LEASE_TABLE_VARIABLE } from '../../../../lambda/shared/aws-failover/contract';
import { failOverEvent } from '../../fail-over-writer/scenario';

const drill = {
  ...failOverEvent,
  order: { orderId: 'execution-1', issuedAt: '2026-11-25T12:00:00Z' },
  window: { days: ['Wed'], from: '02:00', until: '04:00', timeZone: 'Asia/Tokyo' },
  environment: { kind: 'non-production' },
};
const [probe] = failOverEvent.probes;
const { database } = failOverEvent;

test('payloads are taken as they are', () => {
  expect(z.parse(failOverWriterEvent, failOverEvent)).toStrictEqual(failOverEvent);
  expect(z.parse(drillEvent, drill)).toStrictEqual(drill);
});

describe.each([
  ['the decision', failOverWriterEvent, failOverEvent],
  ['the drill', drillEvent, drill],
])('a payload of %s', (_name, schema, good) => {
  test.each([
    ['another version', { version: 2 }],
    ['no site', { site: '' }],
    ['no cluster', { clusterIdentifier: '' }],
    ['a member nobody knows', { force: true }],
    ['too few confirmations', { limits: { ...failOverEvent.limits, confirmations: 2 } }],
    ['a limit nobody knows', { limits: { ...failOverEvent.limits, force: 1 } }],
    ['no zones', { availabilityZones: [], probes: [] }],
    ['a zone without a probe', { probes: failOverEvent.probes.slice(1) }],
    ['a probe of no zone', { probes: [...failOverEvent.probes.slice(1), { ...probe, availabilityZone: 'x' }] }],
    ['two probes of a zone', { probes: [...failOverEvent.probes, probe] }],
    ['a probe without a function', { probes: [...failOverEvent.probes.slice(1), { ...probe, functionName: '' }] }],
    ['a probe with more', { probes: [...failOverEvent.probes.slice(1), { ...probe, more: 1 }] }],
    ['no user', { database: { ...database, user: '' } }],
    ['no database', { database: { ...database, name: '' } }],
    ['port 0', { database: { ...database, port: 0 } }],
    ['port 65536', { database: { ...database, port: 65_536 } }],
    ['a path for a host', { database: { ...database, clusterEndpoint: '/tmp/x' } }],
    ['a host with a space', { database: { ...database, clusterEndpoint: 'a b' } }],
    ['a database with more', { database: { ...database, password: 'x' } }],
    ['a load balancer without an ARN', { loadBalancerArns: ['entry'] }],
    ['an ARN with a space', { loadBalancerArns: ['arn:aws:elasticloadbalancing:r:123456789012:a b'] }],
    ['an ARN without an account', { loadBalancerArns: ['arn:aws:elasticloadbalancing:r::x'] }],
  ])('with %s is refused', (_what, changes) => {
    expect(z.safeParse(schema, { ...good, ...changes }).success).toBe(false);
  });

  test.each([
    ['port 1', { database: { ...database, port: 1 } }],
    ['port 65535', { database: { ...database, port: 65_535 } }],
    ['no load balancers', { loadBalancerArns: [] }],
    ['one zone', { availabilityZones: ['a'], probes: [{ availabilityZone: 'a', functionName: 'f' }] }],
  ])('with %s is taken', (_what, changes) => {
    expect(z.safeParse(schema, { ...good, ...changes }).success).toBe(true);
  });
});

test('names that templates repeat do not change', () => {
  expect(LEASE_TABLE_VARIABLE).toBe('LEASE_TABLE');
  expect(leaseKey('site-database')).toBe('site-database');
  expect(dryRunLeaseKey('site-database')).toBe('site-database#dry-run');
});
