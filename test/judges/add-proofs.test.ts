import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnDBInstance, CfnDBSubnetGroup } from 'aws-cdk-lib/aws-rds';
import { Port, Peer, SecurityGroup, SubnetType, Vpc, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { addProofs, definePolicy, type Policy } from '../../lib';

const directories: string[] = [];

afterAll(() => {
  directories.forEach((directory) => {
    rmSync(directory, { recursive: true, force: true });
  });
});

interface Reported {
  readonly ruleName: string;
  readonly description: string;
  readonly violatingConstructs: readonly { readonly constructPath: string; readonly stackTraces: readonly string[] }[];
}

interface Shop {
  /** Whether the database is in public subnets, with an address of its own. */
  readonly isPublic: boolean;
  readonly policy?: Policy;
}

/** Synthesizes an app of somebody with a database, and gives what the judges of its synthesis left. */
function synth({ isPublic, policy }: Shop): {
  readonly reported: readonly Reported[];
  readonly text: string;
  readonly ok: boolean;
} {
  const outdir = mkdtempSync(path.join(tmpdir(), 'proofs-'));
  directories.push(outdir);
  const app = new App({ outdir, stackTraces: true, context: { '@aws-cdk/core:stackRelativeExports': true } });
  const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'ap-northeast-1' } });
  const vpc = new Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [
      { name: 'public', subnetType: SubnetType.PUBLIC },
      { name: 'data', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
  });
  const group = new SecurityGroup(stack, 'DatabaseGroup', { vpc, allowAllOutbound: false });
  group.addIngressRule(Peer.anyIpv4(), Port.tcp(5432), 'everybody');
  const subnets: ISubnet[] = isPublic ? vpc.publicSubnets : vpc.isolatedSubnets;
  const subnetGroup = new CfnDBSubnetGroup(stack, 'SubnetGroup', {
    dbSubnetGroupDescription: 'data',
    subnetIds: subnets.map(({ subnetId }) => subnetId),
  });
  new CfnDBInstance(stack, 'Database', {
    engine: 'postgres',
    dbInstanceClass: 'db.t4g.medium',
    allocatedStorage: '20',
    publiclyAccessible: isPublic,
    dbSubnetGroupName: subnetGroup.ref,
    vpcSecurityGroups: [group.securityGroupId],
    manageMasterUserPassword: true,
    masterUsername: 'shop',
  });
  addProofs(app, policy === undefined ? {} : { policy });
  let ok = true;
  const exitCode = process.exitCode;
  try {
    app.synth();
    ok = process.exitCode === exitCode;
  } catch {
    ok = false;
  } finally {
    process.exitCode = exitCode;
  }
  const text = readFileSync(path.join(outdir, 'validation-report.json'), 'utf8');
  const { pluginReports } = JSON.parse(text) as { pluginReports: { pluginName: string; violations: Reported[] }[] };
  const reported = pluginReports
    .filter(({ pluginName }) => pluginName === 'HonmaruProofs')
    .flatMap(({ violations }) => violations);
  return { reported, text, ok };
}

// The CDK prints its report.
jest.spyOn(console, 'error').mockReturnValue(undefined);

const open = synth({ isPublic: true });

test('the synthesis of a database that the internet reaches fails', () => {
  expect(open.ok).toBe(false);
  expect(open.reported.map(({ description }) => description).join('\n')).toMatch(/REFUTED: internet → [^]*Database/);
});

test('the finding names the construct, and the line of the program that made it', () => {
  const places = open.reported.flatMap(({ violatingConstructs }) => violatingConstructs);
  expect(places.map(({ constructPath }) => constructPath)).toContain('Shop/DatabaseGroup/Resource');
  expect(places.flatMap(({ stackTraces }) => stackTraces).join()).toMatch(/add-proofs\.test\.ts:\d+/);
  expect(open.reported[0]?.description).toMatch(/DatabaseGroup.*SecurityGroupIngress\[0\][^]*add-proofs\.test\.ts:\d+/);
});

test('a database in subnets without a way in is fine by default', () => {
  const { ok, reported } = synth({ isPublic: false });
  expect([ok, reported.filter(({ ruleName }) => ruleName.startsWith('internet'))]).toEqual([true, []]);
});

test('a policy of its own is what an app is held to', () => {
  const policy = definePolicy({
    name: 'Shop',
    segments: { data: 'type:AWS::RDS::DBInstance' },
    rules: [{ id: 'DataReachesNothing', kind: 'no-egress', from: 'data', tolerate: ['dns'] }],
  });
  expect(synth({ isPublic: false, policy }).ok).toBe(true);
});

test('a policy about nobody fails the synthesis', () => {
  const policy = definePolicy({
    name: 'Shop',
    rules: [{ id: 'Nobody', kind: 'isolate', from: 'internet', to: 'type:AWS::Redshift::Cluster' }],
  });
  const { ok, text } = synth({ isPublic: false, policy });
  expect(ok).toBe(false);
  expect(text).toContain('PolicySelectorEmpty');
});
