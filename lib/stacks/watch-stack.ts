import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Watch } from '../failover';
import { RegionalAlarms, watchAlarmSet } from '../monitoring';
import { siteCheckPlan, type Site } from '../site';
import type { EdgeStack } from './edge-stack';
import { EDGE_REGION, SiteStack, type SiteStackProps } from './site-stack';

/** Region to watch from where neither a recovery Region is declared nor us-east-1 is another one. */
const FAR_REGION = 'us-west-2';

/** Properties for `WatchStack`. */
export interface WatchStackProps extends SiteStackProps {
  /** Receives the alarms of the Region. */
  readonly notificationTopic: ITopic;
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
  /** Receives access logs of the decision records. */
  readonly logBucket: IBucket;
  /** Distribution that is asked as viewers ask it. */
  readonly edge: EdgeStack;
}

/** What watches the watchers of the primary Region, and the site as viewers see it, from another one, with its alarms. */
export class WatchStack extends SiteStack {
  /** The watch. */
  readonly watch: Watch;

  constructor(scope: Construct, props: WatchStackProps) {
    super(scope, 'Watch', 'heartbeats of the primary Region, and the site itself, seen from another one', props);
    const { site, notificationTopic, region, edge } = props;
    const plan = siteCheckPlan(site, region);
    if (plan.kind === 'none') {
      this.addMetadata('SiteCheck', plan);
    }
    this.watch = new Watch(this, 'Watch', {
      ...props,
      region: site.regions.primary.region,
      ...(plan.kind === 'none' ? {} : { hostName: this.watchedValue(edge.hostName) }),
    });
    const { heartbeats, site: asked, schedules, deadLetterQueue, changeRule } = this.watch;
    new RegionalAlarms(this, 'Alarms', {
      site,
      part: 'watch',
      topic: notificationTopic,
      alarms: watchAlarmSet(site, {
        heartbeatCheck: heartbeats.check,
        siteCheck: asked?.check,
        droppedStarts: schedules.metricDropped(),
        startErrors: schedules.metricTargetErrors(),
        deadLetterQueue,
        changeRule,
        // The alarms of the edge watch the topic of us-east-1.
        ownTopic: region !== EDGE_REGION,
      }),
    });
  }
}

/** Region from which a site is watched: its first recovery Region, otherwise that of the edge, otherwise a far one. */
export function watchRegion({ regions }: Pick<Site, 'regions'>): string {
  const [recovery] = regions.recovery;
  if (recovery !== undefined) {
    return recovery.region;
  }
  return regions.primary.region === EDGE_REGION ? FAR_REGION : EDGE_REGION;
}
