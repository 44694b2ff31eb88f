import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadSnapshot, type JsonObject, type JsonValue, type TemplateModel } from '../../../lib/template';
import { ANSWERS } from './answers';
import { loadAnswers } from './write-snapshot';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-snapshot-files-'));
let directories = 0;

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

function load(answers: Readonly<Record<string, JsonObject>>, folder?: string): TemplateModel {
  return loadAnswers(path.join(SCRATCH, String((directories += 1))), answers, folder);
}
test.each<[string, Readonly<Record<string, JsonObject>>, RegExp]>([
  [
    'a list that is missing',
    Object.fromEntries(Object.entries(ANSWERS).filter(([name]) => name !== 'RouteTables')),
    /no answer holds RouteTables/,
  ],
  [
    'a list that nothing reads',
    { ...ANSWERS, Lattice: { ServiceNetworks: [{ Id: 'sn-1' }] } },
    /ServiceNetworks are not read/,
  ],
  ['a first page', { ...ANSWERS, Vpcs: { ...ANSWERS['Vpcs'], NextToken: 'x' } }, /only the first page/],
])('%s taints the stack and is told', (_name, answers, means) => {
  const found = load(answers);
  expect(found.findings).toMatchObject([
    { code: 'SNAPSHOT_INCOMPLETE', where: 'eu-west-1', means: expect.stringMatching(means) as JsonValue },
  ]);
  expect(found.stacks[0]?.tainted).toHaveLength(1);
});

test('what is deleted or was refused is not there', () => {
  const found = load({
    ...ANSWERS,
    Gone: {
      TransitGateways: [{ TransitGatewayId: 'tgw-0', State: 'deleted' }],
      LoadBalancers: [{ LoadBalancerArn: 'arn:lb', State: { Code: 'failed' } }],
      VpcPeeringConnections: [
        { VpcPeeringConnectionId: 'pcx-0', Status: { Code: 'rejected' } },
        { VpcPeeringConnectionId: 'pcx-1', Status: { Code: 'active' }, AccepterVpcInfo: { VpcId: 'vpc-2' } },
      ],
    },
  });
  const ids = found.resources.map(({ logicalId }) => logicalId).filter((id) => /^(tgw|pcx|arn:lb)/.test(id));
  expect(ids).toEqual(['pcx-1']);
});

test('a prefix list whose entries no answer holds may hold anything: nothing is made of it', () => {
  const list = { PrefixListId: 'pl-1', PrefixListName: 'partners', AddressFamily: 'IPv4' };
  const entries = { PrefixListId: 'pl-2', Entries: [{ Cidr: '192.0.2.0/24' }] };
  const found = load({ ...ANSWERS, Lists: { PrefixLists: [list, entries] } });
  expect(found.byType.get('AWS::EC2::PrefixList')?.map(({ logicalId }) => logicalId)).toEqual(['pl-2']);
  const ofAws = load({ ...ANSWERS, Lists: { PrefixLists: [{ PrefixListId: 'pl-3', Cidrs: ['192.0.2.0/24'] }] } });
  expect(ofAws.byType.get('AWS::EC2::PrefixList')?.[0]?.properties).toEqual({ Entries: [{ Cidr: '192.0.2.0/24' }] });
});

test('functions are read that have interfaces, and no word refers to one', () => {
  const config = { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-web'], VpcId: 'vpc-1' };
  const found = load({
    ...ANSWERS,
    Functions: {
      Functions: [
        { FunctionName: 'tcp', FunctionArn: 'arn:aws:lambda:eu-west-1:1:function:tcp', VpcConfig: config },
        { FunctionName: 'outside', VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } },
        { FunctionName: 'plain' },
      ],
    },
  });
  expect(found.byType.get('AWS::Lambda::Function')).toMatchObject([
    {
      properties: {
        FunctionName: 'tcp',
        VpcConfig: { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-web'] },
      },
      physicalIds: { Arn: 'arn:aws:lambda:eu-west-1:1:function:tcp' },
    },
  ]);
});

test('a list that nothing reads and that is empty says nothing', () => {
  expect(load({ ...ANSWERS, Lattice: { ServiceNetworks: [] } }).findings).toEqual([]);
});

test('reads several accounts, and listeners as Batfish keeps them', () => {
  const { Listeners, ...rest } = ANSWERS;
  const listeners = {
    LoadBalancerListeners: [{ LoadBalancerArn: 'x', Listeners: (Listeners?.['Listeners'] ?? []) as JsonValue }],
  };
  const found = load({ ...rest, Listeners: listeners }, 'aws_configs/accounts/222222222222/us-east-1');
  expect(found.stacks.map(({ name, account, region }) => [name, account, region])).toEqual([
    ['222222222222/us-east-1', '222222222222', 'us-east-1'],
  ]);
  expect(found.byType.get('AWS::ElasticLoadBalancingV2::Listener')).toHaveLength(1);
});

test('a transit gateway is read with its tables', () => {
  const table = 'tgw-rtb-1';
  const found = load({
    ...ANSWERS,
    Tgw: {
      TransitGateways: [
        { TransitGatewayId: 'tgw-1', State: 'available', Options: { DefaultRouteTableAssociation: 'disable' } },
      ],
      TransitGatewayVpcAttachments: [
        {
          TransitGatewayAttachmentId: 'tgw-attach-1',
          TransitGatewayId: 'tgw-1',
          VpcId: 'vpc-1',
          SubnetIds: ['subnet-a'],
          State: 'available',
        },
      ],
      TransitGatewayAttachments: [
        { TransitGatewayAttachmentId: 'tgw-attach-1', Association: { TransitGatewayRouteTableId: table } },
      ],
      TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: table, TransitGatewayId: 'tgw-1', State: 'available' }],
      TransitGatewayPropagations: [
        {
          TransitGatewayRouteTableId: table,
          TransitGatewayRouteTablePropagations: [{ TransitGatewayAttachmentId: 'tgw-attach-1', State: 'enabled' }],
        },
      ],
      TransitGatewayStaticRoutes: [
        { TransitGatewayRouteTableId: table, Routes: [{ DestinationCidrBlock: '0.0.0.0/0', State: 'blackhole' }] },
      ],
    },
  });
  const properties = (type: string) =>
    found.byType.get(`AWS::EC2::TransitGateway${type}`)?.map((resource) => resource.properties);
  expect(properties('')).toEqual([{ DefaultRouteTableAssociation: 'disable' }]);
  expect(properties('Attachment')).toEqual([{ TransitGatewayId: 'tgw-1', VpcId: 'vpc-1', SubnetIds: ['subnet-a'] }]);
  expect(properties('RouteTableAssociation')).toEqual([
    { TransitGatewayAttachmentId: 'tgw-attach-1', TransitGatewayRouteTableId: table },
  ]);
  expect(properties('RouteTablePropagation')).toEqual([
    { TransitGatewayAttachmentId: 'tgw-attach-1', TransitGatewayRouteTableId: table },
  ]);
  expect(properties('Route')).toEqual([
    { TransitGatewayRouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', Blackhole: true },
  ]);
});

test('a folder without answers is refused', () => {
  expect(() => loadSnapshot(path.join(SCRATCH, 'none'))).toThrow(
    /must hold JSON files of describe calls; .+ \[SnapshotNotFound\]/,
  );
});

test('an answer that cannot be read is refused with its file', () => {
  const directory = path.join(SCRATCH, 'broken');
  mkdirSync(directory);
  writeFileSync(path.join(directory, 'Vpcs.json'), '{"Vpcs": [');
  expect(() => loadSnapshot(directory)).toThrow(/Vpcs\.json:1:1: must be readable JSON, got .+ \[SnapshotUnreadable\]/);
});
