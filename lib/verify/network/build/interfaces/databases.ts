import { targetOf, type TemplateResource, type Value } from '../../../../template';
import type { Certainty } from '../../../address';
import type { Vpc } from '../../types';
import { originOf, type BuildContext } from '../context';
import { textIs, truth } from '../read-values';
import { buildDatabaseProxies } from './database-proxies';
import { addInSubnets } from './in-subnets';

/** Databases, caches, file systems and their proxies: an interface that may lie in any subnet of their subnet group. */
export function buildDatabases(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::RDS::DBInstance')) {
    const cluster = targetOf(ctx.property(resource, 'DBClusterIdentifier'));
    const from = cluster?.type === 'AWS::RDS::DBCluster' ? cluster : resource;
    const groups = ctx.property(from, from === resource ? 'VPCSecurityGroups' : 'VpcSecurityGroupIds');
    addDatabase(
      ctx,
      resource,
      ctx.property(from, 'DBSubnetGroupName'),
      groups,
      ctx.property(resource, 'PubliclyAccessible'),
    );
  }
  for (const resource of ctx.resources('AWS::RDS::DBCluster')) {
    const members = ctx
      .resources('AWS::RDS::DBInstance')
      .filter((instance) => targetOf(ctx.property(instance, 'DBClusterIdentifier')) === resource);
    if (members.length === 0) {
      const isPublic = ctx.property(resource, 'PubliclyAccessible');
      addDatabase(
        ctx,
        resource,
        ctx.property(resource, 'DBSubnetGroupName'),
        ctx.property(resource, 'VpcSecurityGroupIds'),
        isPublic,
      );
    } else {
      ctx.byOwner.set(
        resource,
        members.flatMap((member) => ctx.byOwner.get(member) ?? []),
      );
    }
  }
  buildDatabaseProxies(ctx);
  buildFileSystems(ctx);
  for (const type of [
    'AWS::ElastiCache::CacheCluster',
    'AWS::ElastiCache::ReplicationGroup',
    'AWS::ElastiCache::ServerlessCache',
  ]) {
    for (const resource of ctx.resources(type)) {
      addCache(ctx, resource);
    }
  }
}

function addDatabase(
  ctx: BuildContext,
  resource: TemplateResource,
  subnetGroup: Value,
  groups: Value,
  publicValue: Value,
): void {
  const group = targetOf(subnetGroup);
  const subnets =
    group?.type === 'AWS::RDS::DBSubnetGroup' ? ctx.property(group, 'SubnetIds') : unknownSubnets(resource);
  addInSubnets(ctx, resource, 'database', subnets, groups, (vpc) => publicOf(publicValue, vpc));
}

/**
 * Whether a database has a public address. Left out, it depends on the subnet group and on whether the VPC has an
 * internet gateway.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html `PubliclyAccessible`, read
 * 2026-11-25
 */
function publicOf(value: Value, vpc: Vpc): Certainty {
  return value.kind === 'absent' ? (vpc.internetGateway === 'no' ? 'no' : 'unknown') : truth(value, false);
}

/**
 * A public database must stand in public subnets; whether it has a public address in another one is not documented.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html read 2026-11-26
 */
export function doubtPublicDatabases(ctx: BuildContext): void {
  for (const each of ctx.interfaces) {
    const isInPublic = each.subnet.table.options.every(({ routes }) =>
      routes.some(({ target }) => target.kind === 'internet-gateway'),
    );
    if (each.kind === 'database' && each.publicAddress.has === 'yes' && !isInPublic) {
      each.publicAddress = { ...each.publicAddress, has: 'unknown' };
    }
  }
}

function buildFileSystems(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::EFS::MountTarget')) {
    const subnet: Value = ctx.property(resource, 'SubnetId');
    addInSubnets(
      ctx,
      resource,
      'mount-target',
      { kind: 'list', items: [subnet] },
      ctx.property(resource, 'SecurityGroups'),
      () => 'no',
      { hasIpv6: textIs(ctx.property(resource, 'IpAddressType'), (text) => text !== 'IPV4_ONLY', false) },
    );
    const fileSystem = targetOf(ctx.property(resource, 'FileSystemId'));
    if (fileSystem !== undefined) {
      ctx.byOwner.set(fileSystem, [...(ctx.byOwner.get(fileSystem) ?? []), ...(ctx.byOwner.get(resource) ?? [])]);
    }
  }
}

function addCache(ctx: BuildContext, resource: TemplateResource): void {
  const name = ctx.property(resource, 'CacheSubnetGroupName');
  const group = targetOf(name);
  const own = ctx.property(resource, 'SubnetIds');
  const subnets =
    own.kind !== 'absent'
      ? own
      : group?.type === 'AWS::ElastiCache::SubnetGroup'
        ? ctx.property(group, 'SubnetIds')
        : unknownSubnets(resource);
  const groups = ['VpcSecurityGroupIds', 'SecurityGroupIds']
    .map((each) => ctx.property(resource, each))
    .find(({ kind }) => kind !== 'absent');
  addInSubnets(ctx, resource, 'cache', subnets, groups ?? { kind: 'absent' }, () => 'no');
}

function unknownSubnets(resource: TemplateResource): Value {
  return {
    kind: 'list',
    items: [
      {
        kind: 'symbol',
        id: `subnets:${originOf(resource).id}`,
        type: 'Any',
        label: `subnets of ${resource.logicalId}`,
        constraints: {},
      },
    ],
  };
}
