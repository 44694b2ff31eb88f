import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SecurityGroup, Subnet, Vpc, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EntryOrigin, ServerTier, type ServerTierProps } from '../../../lib/compute';
import type { Site, TierName } from '../../../lib/site/site';
import { bundleFunctions } from '../../../lib/functions';
import type { TierConfig } from '../../../lib/site';
import { testApp } from '../../support/test-app';
import { standardConfig } from '../../support/test-site';

/** Properties of a tier besides those that stand for other stacks. */
export type TierOverrides = (tier: TierName) => Partial<ServerTierProps>;

const NO_OVERRIDES: TierOverrides = () => ({});

/** A synthesized compute stack of a site, the other stacks replaced by references. */
export interface SynthesizedCompute {
  readonly stack: Stack;
  readonly template: Template;
  readonly web: ServerTier;
  readonly app: ServerTier;
}

/** Makes both tiers and the entry of a site in one stack. */
export async function synthCompute(site: Site, overrides = NO_OVERRIDES): Promise<SynthesizedCompute> {
  await bundleFunctions();
  const { stack, web, app } = computeStack(site, overrides);
  return { stack, web, app, template: Template.fromStack(stack) };
}

/** The stack before it is synthesized. */
export function computeStack(site: Site, overrides = NO_OVERRIDES, app = testApp()) {
  const { region } = site.regions.primary;
  const stack = new Stack(app, 'Compute', { env: { region, account: '111122223333' } });
  const shared = references(stack, site);
  const environment = { APP_ORIGIN: 'https://app.internal' };
  const tier = (name: TierName) =>
    new ServerTier(stack, name === 'web' ? 'Web' : 'App', {
      ...shared,
      site,
      tier: name,
      environment,
      ...overrides(name),
    });
  const [web, application] = [tier('web'), tier('app')];
  new EntryOrigin(stack, 'Entry', { site, loadBalancer: web.loadBalancer });
  return { stack, web, app: application };
}

function references(stack: Stack, site: Site) {
  const { region, availabilityZones } = site.regions.primary;
  const group = (id: string) =>
    SecurityGroup.fromSecurityGroupId(stack, id, `sg-0123456789abcdef${id.length.toString(16)}`, { mutable: false });
  return {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: [...availabilityZones],
    }),
    loadBalancerSubnets: subnets(stack, 'Entry', availabilityZones),
    instanceSubnets: subnets(stack, 'Dmz', availabilityZones),
    loadBalancerSecurityGroup: group('Balancer'),
    instanceSecurityGroup: group('Instance1'),
    logBucket: Bucket.fromBucketName(stack, 'LogBucket', 'log-bucket'),
    releaseBucket: Bucket.fromBucketName(stack, 'ReleaseBucket', 'release-bucket'),
    logKey: Key.fromKeyArn(
      stack,
      'LogKey',
      `arn:aws:kms:${region}:111122223333:key/00000000-0000-4000-8000-000000000001`,
    ),
    notificationTopic: Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:111122223333:notifications`),
    ...(site.domain === undefined
      ? {}
      : {
          certificate: Certificate.fromCertificateArn(
            stack,
            'Certificate',
            `arn:aws:acm:${region}:111122223333:certificate/00000000-0000-4000-8000-000000000002`,
          ),
        }),
  };
}

function subnets(stack: Stack, role: string, zones: readonly string[]): ISubnet[] {
  return zones.map((availabilityZone, index) =>
    Subnet.fromSubnetAttributes(stack, `${role}${availabilityZone.slice(-1).toUpperCase()}`, {
      subnetId: `subnet-${role === 'Entry' ? '0' : '1'}123456789abcdef${index}`,
      availabilityZone,
      routeTableId: `rtb-0123456789abcdef${index}`,
    }),
  );
}

/** What a user writes about the tiers of the test sites, to be changed by a test. */
export function tierConfigs(): { readonly web: TierConfig; readonly app: TierConfig } {
  return standardConfig.tiers;
}

/** Properties of the only resource of a type whose logical ID begins so. */
export function propertiesOf(template: Template, type: string, prefix: string): Record<string, unknown> {
  return resourceOf(template, type, prefix).Properties as Record<string, unknown>;
}

/** The only resource of a type whose logical ID begins so. */
export function resourceOf(template: Template, type: string, prefix: string): Record<string, unknown> {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  const [first] = found;
  if (found.length !== 1 || first === undefined) {
    throw new Error(`${found.length} resources of type ${type} begin with ${prefix}`);
  }
  return first[1] as Record<string, unknown>;
}

/** Text of an `Fn::Base64` with joined parts, references written as `<name>`. */
export function userDataText(launchTemplate: Record<string, unknown>): string {
  const data = launchTemplate.LaunchTemplateData as { readonly UserData: { readonly 'Fn::Base64': unknown } };
  const content = data.UserData['Fn::Base64'];
  if (typeof content === 'string') {
    return content;
  }
  const [, parts] = (content as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : '<reference>')).join('');
}
