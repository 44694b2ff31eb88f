import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import {
  CfnInstance,
  CfnRoute,
  CfnRouteTable,
  CfnSecurityGroup,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  CfnVPCPeeringConnection,
} from 'aws-cdk-lib/aws-ec2';
import { loadAssembly } from '../../../lib/template';
import { createVerifier, tcp } from '../../../lib/verify';
import { delivers } from '../engine/templates';

const SCRATCH = mkdtempSync(path.join(os.tmpdir(), 'honmaru-group-across-regions-'));
const ACCOUNT = '111122223333';
const NEAR = 'ap-northeast-1';

afterAll(() => {
  rmSync(SCRATCH, { recursive: true, force: true });
});

/**
 * Groups of a peered VPC are named within one Region; from another one its blocks are.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html read 2026-11-26
 */
test.each([
  ['names the group of the client', NEAR, 'group', 'yes'],
  ['names the group of a client in another Region', 'us-east-1', 'group', 'no'],
  ['names the block of a client in another Region', 'us-east-1', 'block', 'yes'],
] as const)('a rule of a peered VPC that %s', (_says, region, peer, answer) => {
  const verifier = createVerifier(peered(region, peer));
  expect(delivers(verifier, 'Client', 'Server', tcp(443))).toBe(answer);
});

/** A client, a server that lets it in over a peering connection, and the client's route to it. */
function peered(region: string, peer: 'group' | 'block') {
  const outdir = path.join(SCRATCH, `${region}-${peer}`);
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  const near = new Stack(app, 'Near', { env: { region: NEAR, account: ACCOUNT }, crossRegionReferences: true });
  const far = new Stack(app, 'Far', { env: { region, account: ACCOUNT }, crossRegionReferences: true });
  const joint = new Stack(app, 'Joint', { env: { region: NEAR, account: ACCOUNT }, crossRegionReferences: true });
  const client = network(near, 'Client', '10.0.0.0/16', []);
  const rule = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 };
  const from = peer === 'group' ? { sourceSecurityGroupId: client.group.attrGroupId } : { cidrIp: '10.0.0.0/16' };
  const server = network(far, 'Server', '10.1.0.0/16', [{ ...rule, ...from }]);
  const peering = new CfnVPCPeeringConnection(far, 'Peering', {
    vpcId: server.vpc.ref,
    peerVpcId: client.vpc.ref,
    peerRegion: NEAR,
  });
  new CfnRoute(joint, 'Route', {
    routeTableId: client.table.ref,
    destinationCidrBlock: '10.1.0.0/16',
    vpcPeeringConnectionId: peering.ref,
  });
  app.synth();
  return loadAssembly(outdir);
}

function network(
  stack: Stack,
  id: string,
  cidrBlock: string,
  securityGroupIngress: readonly CfnSecurityGroup.IngressProperty[],
) {
  const vpc = new CfnVPC(stack, 'Vpc', { cidrBlock });
  const subnet = new CfnSubnet(stack, 'Subnet', { vpcId: vpc.ref, cidrBlock });
  const table = new CfnRouteTable(stack, 'Table', { vpcId: vpc.ref });
  new CfnSubnetRouteTableAssociation(stack, 'Association', { subnetId: subnet.ref, routeTableId: table.ref });
  const group = new CfnSecurityGroup(stack, 'Group', {
    groupDescription: id,
    vpcId: vpc.ref,
    securityGroupIngress: [...securityGroupIngress],
  });
  new CfnInstance(stack, id, { imageId: 'ami-1', subnetId: subnet.ref, securityGroupIds: [group.attrGroupId] });
  return { vpc, table, group };
}
