import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { DatabaseProbe } from './database-probes';
import type { LeaseTable } from './lease-table';
import type { RecordedSurroundings } from './recorded-function';

/** What every function that may move the writer needs of its surroundings. */
export interface ActionSurroundings extends RecordedSurroundings {
  /** Cluster whose writer is moved. */
  readonly cluster: IDatabaseCluster;

  /** Eyes in every zone of the site. */
  readonly probes: readonly DatabaseProbe[];

  /** Keeps who may act. */
  readonly lease: LeaseTable;

  /** Load balancers of the site: a zone from which their traffic was moved away receives no writer. */
  readonly loadBalancers: readonly IApplicationLoadBalancer[];
}
