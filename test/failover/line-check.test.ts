import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ExpectedPartner } from '../../lambda/line-check/contract';
import { lineCheckEvent } from '../../lambda/line-check/event';
import { DecisionRecords, LineCheck, Schedules } from '../../lib/failover';
import { bundleFunctions, DeadLetterQueue } from '../../lib/functions';
import { testApp } from '../support/test-app';
import { testSite } from '../support/test-site';
import { scheduleAbout, statement } from './read-template';

const vpn = {
  name: 'line-1',
  kind: 'vpn',
  vpnConnectionId: 'vpn-1',
  customerGatewayId: 'cgw-1',
  minimumRoutes: 1,
} as const;
const direct = {
  name: 'line-2',
  kind: 'direct-connect',
  region: 'ap-northeast-1',
  connectionId: 'dxcon-1',
  virtualInterfaceId: 'dxvif-1',
} as const;

function synthLines(partners: readonly ExpectedPartner[]): { readonly template: Template; readonly lines: LineCheck } {
  const stack = new Stack(testApp(), 'Stack', { env: { region: 'ap-northeast-1', account: '111111111111' } });
  const site = testSite();
  const deadLetterQueue = new DeadLetterQueue(stack, 'DeadLetters').queue;
  const lines = new LineCheck(stack, 'Lines', {
    site,
    logKey: Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:ap-northeast-1:111111111111:key/1'),
    deadLetterQueue,
    schedules: new Schedules(stack, 'Schedules', { siteName: site.name, what: 'the checks', deadLetterQueue }),
    records: new DecisionRecords(stack, 'Records', { site, logBucket: Bucket.fromBucketName(stack, 'Logs', 'logs') }),
    partners,
  });
  return { template: Template.fromStack(stack), lines };
}

beforeAll(() => bundleFunctions(), 60_000);

test('looks every minute, with a payload that the function takes', () => {
  const partners = [{ name: 'settlement', lines: [vpn, direct] }];
  const { expression, input } = scheduleAbout(synthLines(partners).template, 'lines to partners');
  expect(expression).toBe('rate(1 minute)');
  expect(lineCheckEvent.parse(input)).toStrictEqual(input);
  expect(input).toStrictEqual({ version: 1, site: 'test-site', partners });
});

test('may see VPN connections of its Region, and its own connections and interfaces', () => {
  const { template } = synthLines([{ name: 'settlement', lines: [vpn, direct] }]);
  expect(statement(template, 'line-check', 'ReadTunnels')).toStrictEqual({
    Sid: 'ReadTunnels',
    Effect: 'Allow',
    Action: 'ec2:DescribeVpnConnections',
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-northeast-1' } },
  });
  expect(statement(template, 'line-check', 'ReadConnections')).toStrictEqual({
    Sid: 'ReadConnections',
    Effect: 'Allow',
    Action: 'directconnect:DescribeConnections',
    Resource: 'arn:aws:directconnect:ap-northeast-1:111111111111:dxcon/dxcon-1',
  });
  expect(statement(template, 'line-check', 'ReadInterfaces')).toStrictEqual({
    Sid: 'ReadInterfaces',
    Effect: 'Allow',
    Action: 'directconnect:DescribeVirtualInterfaces',
    Resource: 'arn:aws:directconnect:ap-northeast-1:111111111111:dxvif/dxvif-1',
  });
});

test.each([
  ['VPN', vpn, ['ReadTunnels']],
  ['Direct Connect', direct, ['ReadConnections', 'ReadInterfaces']],
])('may see no more than lines of %s where there are no others', (_kind, line, sids) => {
  const { template } = synthLines([{ name: 'settlement', lines: [line] }]);
  const known = ['ReadTunnels', 'ReadConnections', 'ReadInterfaces'];
  expect(known.filter((sid) => statement(template, 'line-check', sid) !== undefined)).toStrictEqual(sids);
});

test('counts lines by partner, and partners', () => {
  const { lines } = synthLines([{ name: 'settlement', lines: [vpn] }]);
  const read = [lines.metricLinesUp('settlement'), lines.metricPartnersDown(), lines.metricPartnersDegraded()];
  expect(read.map(({ metricName, statistic }) => [metricName, statistic])).toStrictEqual([
    ['LinesUp/settlement', 'Minimum'],
    ['PartnersDown', 'Maximum'],
    ['PartnersDegraded', 'Maximum'],
  ]);
});
