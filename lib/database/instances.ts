import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CaCertificate, ClusterInstance, type IClusterInstance } from 'aws-cdk-lib/aws-rds';
import { pascalCase } from '../site/names';
import type { DatabaseInstance, Site } from '../site/site';
import { utcMaintenanceWindow } from '../site/time-zones';

/**
 * The instances of the cluster, each pinned to its zone, so that no deployment brings two into one.
 *
 * The writer is only the instance that starts as one: after a failover it is a reader. Its ID never says otherwise,
 * because another ID would replace it.
 */
export function clusterInstances(site: Site, key: IKey): { writer: IClusterInstance; readers: IClusterInstance[] } {
  const { writer, readers } = site.database;
  return {
    writer: clusterInstance('Writer', writer, site, key),
    readers: readers.map((reader) => clusterInstance(`Reader${pascalCase(reader.name)}`, reader, site, key)),
  };
}

function clusterInstance(id: string, instance: DatabaseInstance, site: Site, key: IKey): IClusterInstance {
  return ClusterInstance.provisioned(id, {
    instanceType: new InstanceType(instance.instanceType),
    availabilityZone: instance.availabilityZone,
    promotionTier: instance.promotionTier,
    // RSA, because drivers that cannot check an elliptic curve are still in use; valid until 2061.
    caCertificate: CaCertificate.RDS_CA_RSA2048_G1,
    // Of its own: without it each instance gets a random window, and the operating system is patched there.
    preferredMaintenanceWindow: maintenanceWindow(site),
    // A long-term-support version is for staying on it: an automatic upgrade leaves it.
    autoMinorVersionUpgrade: false,
    publiclyAccessible: false,
    // As on the cluster, which decides; left out here, the template would contradict itself.
    enablePerformanceInsights: true,
    performanceInsightEncryptionKey: key,
  });
}

/** The weekly maintenance window in UTC. */
export function maintenanceWindow(site: Pick<Site, 'operations'>): string {
  return utcMaintenanceWindow(site.operations.maintenance, site.operations.timeZone);
}
