import type { DatabaseProbeEvent } from '../../../lambda/database-probe/contract';

/** A payload about a cluster with two instances. */
export const probeEvent: DatabaseProbeEvent = {
  version: 1,
  site: 'test-site',
  availabilityZone: 'ap-northeast-1a',
  database: { user: 'site_probe', name: 'app', port: 5432, clusterEndpoint: 'db.cluster-x.example' },
  instances: [
    { instanceId: 'db-1', host: 'db-1.x.example' },
    { instanceId: 'db-2', host: 'db-2.x.example' },
  ],
};
