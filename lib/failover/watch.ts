import type { IRule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from '../functions';
import type { Site } from '../site/site';
import { ChangeNotices } from './change-notices';
import { DecisionRecords } from './decision-records';
import { HeartbeatCheck } from './heartbeat-check';
import { heartbeats } from './intervals';
import type { ScheduledCheck } from './scheduled-check';
import { Schedules } from './schedules';
import { SiteCheck } from './site-check';

/** Properties for `Watch`. */
export interface WatchProps {
  /** Site whose functions are watched. */
  readonly site: Site;

  /** Region in which they run. */
  readonly region: string;

  /** Key of the log groups of the Region the watch is in. */
  readonly logKey: IKey;

  /** Receives the access logs of the decision records; of the Region the watch is in. */
  readonly logBucket: IBucket;

  /** Hears of every change; of the Region the watch is in. */
  readonly notificationTopic: ITopic;

  /**
   * Host name under which viewers find the site.
   *
   * @default - the site is not asked: its web ACL does not admit who asks from this Region
   */
  readonly hostName?: string;
}

/** What watches the watchers, and the site itself, from another Region, with everything it needs there. */
export class Watch extends Construct {
  /** Functions that fell silent, every five minutes. */
  readonly heartbeats: HeartbeatCheck;
  /** What viewers get, every minute; absent where the web ACL does not admit the check. */
  readonly site?: SiteCheck;
  /** Every check, for the daily mail. */
  readonly all: readonly ScheduledCheck[];
  /** Decision records of the Region. */
  readonly records: DecisionRecords;
  /** Starts the checks. */
  readonly schedules: Schedules;
  /** Receives runs that failed every time, starts that could not be delivered, and notices that reached nobody. */
  readonly deadLetterQueue: IQueue;
  /** Tells the contacts of every change. */
  readonly changeRule: IRule;

  constructor(scope: Construct, id: string, props: WatchProps) {
    super(scope, id);
    const { site, logKey, logBucket, notificationTopic, hostName } = props;
    this.deadLetterQueue = new DeadLetterQueue(this, 'DeadLetters').queue;
    const { deadLetterQueue } = this;
    this.records = new DecisionRecords(this, 'Records', { site, logBucket });
    this.schedules = new Schedules(this, 'Schedules', { siteName: site.name, what: 'the watch', deadLetterQueue });
    const surroundings = { site, logKey, deadLetterQueue, records: this.records, schedules: this.schedules };
    this.heartbeats = new HeartbeatCheck(this, 'Heartbeats', {
      ...surroundings,
      region: props.region,
      heartbeats: heartbeats(),
    });
    if (hostName !== undefined) {
      this.site = new SiteCheck(this, 'Site', { ...surroundings, hostName });
    }
    this.all = [this.heartbeats, this.site].flatMap((it) => (it === undefined ? [] : [it.check]));
    this.changeRule = new ChangeNotices(this, 'Changes', { site, notificationTopic, deadLetterQueue }).rule;
  }
}
