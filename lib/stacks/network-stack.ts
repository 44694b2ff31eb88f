import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { SegmentedVpc } from '../network';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `NetworkStack`. */
export interface NetworkStackProps extends SiteStackProps {
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
}

/** The VPC with its segments, routes, firewall, groups and endpoints. */
export class NetworkStack extends SiteStack {
  /** The network; other stacks place their parts in it. */
  readonly network: SegmentedVpc;

  constructor(scope: Construct, props: NetworkStackProps) {
    super(scope, 'Network', 'segments, routes, firewall, security groups and endpoints', props);
    this.network = new SegmentedVpc(this, 'Vpc', { site: props.site, logKey: props.logKey });
  }
}
