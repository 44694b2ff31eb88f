import {
  CreateGlobalClusterCommand,
  DeleteGlobalClusterCommand,
  DescribeGlobalClustersCommand,
  ModifyGlobalClusterCommand,
  type GlobalCluster,
} from '@aws-sdk/client-rds';
import * as z from 'zod/mini';
import { required, unlessGone } from '../failure';
import { playedType, type Made } from '../played-type';
import { flag, tags, text } from '../shapes';
import { tagChanges } from '../tags';
import { changeTags } from './database-cluster';

const properties = z.strictObject({
  DeletionProtection: z.optional(flag),
  Engine: z.optional(text),
  EngineLifecycleSupport: z.optional(text),
  EngineVersion: z.optional(text),
  GlobalClusterIdentifier: z.optional(text),
  SourceDBClusterIdentifier: z.optional(text),
  StorageEncrypted: z.optional(flag),
  Tags: tags,
});

/** `AWS::RDS::GlobalCluster`: an Aurora database that spans Regions; its clusters name it when they are made. */
export const globalCluster = playedType({
  properties,
  replacing: ['Engine', 'GlobalClusterIdentifier', 'SourceDBClusterIdentifier', 'StorageEncrypted'],
  naming: { property: 'GlobalClusterIdentifier', maxLength: 63, lowerCase: true },
  create: async ({ properties: settings, name, clients: { rds } }) => {
    const made = await rds.send(new CreateGlobalClusterCommand({ ...settings, GlobalClusterIdentifier: name }));
    return describe(name, required(made.GlobalCluster, 'GlobalCluster'));
  },
  update: async (id, { properties: wanted, clients: { rds } }, { keys, before }) => {
    const { DeletionProtection, EngineVersion } = wanted;
    if (keys.has('DeletionProtection') || keys.has('EngineVersion')) {
      await rds.send(
        new ModifyGlobalClusterCommand({
          GlobalClusterIdentifier: id,
          ...(keys.has('DeletionProtection') ? { DeletionProtection } : {}),
          ...(keys.has('EngineVersion') ? { EngineVersion, AllowMajorVersionUpgrade: true } : {}),
        }),
      );
    }
    const found = await rds.send(new DescribeGlobalClustersCommand({ GlobalClusterIdentifier: id }));
    const cluster = required(found.GlobalClusters?.[0], 'GlobalClusters');
    if (keys.has('Tags')) {
      const arn = required(cluster.GlobalClusterArn, 'GlobalClusterArn');
      await changeTags(rds, arn, tagChanges(before.Tags, wanted.Tags));
    }
    return describe(id, cluster);
  },
  remove: async (id, { clients: { rds } }) =>
    await unlessGone(rds.send(new DeleteGlobalClusterCommand({ GlobalClusterIdentifier: id })), [
      'GlobalClusterNotFoundFault',
    ]),
});

function describe(id: string, { Endpoint }: GlobalCluster): Made {
  return { physicalId: id, attributes: Endpoint === undefined ? {} : { 'GlobalEndpoint.Address': Endpoint } };
}
