import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { AuroraCluster } from '../database';
import { FailoverActions, type DecisionRecords } from '../failover';
import { declareFailures } from '../foundation';
import type { SegmentedVpc } from '../network';
import { declaredZoneRunbooks } from '../site';
import type { ComputeStack } from './compute-stack';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `FailoverStack`. */
export interface FailoverStackProps extends SiteStackProps {
  /** Network the probes are placed in. */
  readonly network: SegmentedVpc;
  /** Tiers whose traffic may be shifted away from a zone. */
  readonly compute: ComputeStack;
  /** Database that is failed over. */
  readonly database: AuroraCluster;
  /** Decision records of the Region. */
  readonly records: DecisionRecords;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
}

/**
 * The functions that move the writer when Aurora does not, and their eyes in every zone.
 *
 * Its references inside the Region are strong, unlike those of the stacks that only watch: it acts on what it names, and its
 * probes have interfaces in the subnets. To take a zone away, deploy this stack before `Network`.
 */
export class FailoverStack extends SiteStack {
  /** The functions with their metrics. */
  readonly actions: FailoverActions;

  constructor(scope: Construct, props: FailoverStackProps) {
    super(scope, 'Failover', 'failover of the database writer, its probes and its lease', props);
    const { network, compute, database } = props;
    this.actions = new FailoverActions(this, 'Actions', {
      site: props.site,
      logKey: props.logKey,
      records: props.records,
      cluster: database.cluster,
      vpc: network.vpc,
      probeSubnets: network.subnets.internal,
      probeSecurityGroup: network.securityGroups.probe,
      loadBalancers: [compute.web.loadBalancer, compute.app.loadBalancer],
    });
    declareFailures(this, { runbooks: declaredZoneRunbooks(props.site) });
  }
}
