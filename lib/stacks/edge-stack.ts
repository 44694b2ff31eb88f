import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { DomainRecords, SiteDistribution, ViewerCertificate, WebAcl } from '../edge';
import { declareFailures, selectorOf } from '../foundation';
import { edgeAlarmSet, RegionalAlarms } from '../monitoring';
import { declaredPromises } from '../site';
import type { ComputeStack } from './compute-stack';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `EdgeStack`. */
export interface EdgeStackProps extends SiteStackProps {
  /** Stack with the way to the entry load balancer. */
  readonly compute: ComputeStack;
  /** Receives the alarms of the edge. */
  readonly notificationTopic: ITopic;
  /** Key of us-east-1's log groups. */
  readonly logKey: IKey;
  /** Receives access logs of the edge's bucket. */
  readonly logBucket: IBucket;
}

/** CloudFront with its web ACL, certificate, fallback page and DNS records. */
export class EdgeStack extends SiteStack {
  /** The distribution. */
  readonly distribution: SiteDistribution;
  /** The web ACL in front of it. */
  readonly webAcl: WebAcl;
  /** Names of the edge's alarms, for the dashboard. */
  readonly alarmNames: readonly string[];
  /** Certificate viewers see; absent without a domain. */
  readonly certificate?: ICertificate;
  /** Host name under which viewers find the site. */
  readonly hostName: string;

  constructor(scope: Construct, props: EdgeStackProps) {
    super(scope, 'Edge', 'CloudFront, web ACL, fallback page and their alarms', props);
    const { site, compute, notificationTopic, logKey, logBucket } = props;
    const { domain } = site;
    if (domain !== undefined) {
      this.certificate = new ViewerCertificate(this, 'Certificate', { domain }).certificate;
    }
    this.webAcl = new WebAcl(this, 'WebAcl', { site, logKey });
    this.distribution = new SiteDistribution(this, 'Distribution', {
      site,
      originDomainName: this.valueFrom(compute, compute.entryOrigin.domainName),
      vpcOriginId: this.valueFrom(compute, compute.entryOrigin.vpcOriginId),
      webAclArn: this.webAcl.webAclArn,
      certificate: this.certificate,
      logKey,
      logBucket,
    });
    const tiers = { web: selectorOf(compute.web.autoScalingGroup), app: selectorOf(compute.app.autoScalingGroup) };
    declareFailures(this, declaredPromises(site, selectorOf(this.distribution.distribution), tiers));
    // The web ACL refuses every other name of a site with a domain.
    this.hostName = domain?.name ?? this.distribution.distribution.distributionDomainName;
    if (domain?.kind === 'hosted-zone') {
      new DomainRecords(this, 'Records', { domain, distribution: this.distribution.distribution });
    }
    this.alarmNames = new RegionalAlarms(this, 'Alarms', {
      site,
      part: 'edge',
      topic: notificationTopic,
      alarms: edgeAlarmSet(site, {
        distributionId: this.distribution.distribution.distributionId,
        webAcl: this.webAcl,
        webAclLogGroupName: this.webAcl.logGroup.logGroupName,
        certificate: this.certificate,
      }),
    }).alarmNames;
  }
}
