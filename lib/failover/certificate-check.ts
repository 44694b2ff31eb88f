import { Duration } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Stats, type Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { CERTIFICATE_METRICS, type CertificateCheckEvent } from '../../lambda/certificate-check/contract';
import { describeInstances } from './database-statements';
import { INTERVALS } from './intervals';
import { ScheduledCheck, type CheckSurroundings } from './scheduled-check';

/** A month to renew what is not renewed by itself, and a week in which somebody must be woken. */
const RENEWAL = { warnDays: 30, urgentDays: 7 } as const;

/** A certificate of ACM. */
export interface CheckedCertificate {
  /** Who sees it: `viewers` or `load balancers`. */
  readonly purpose: string;

  /** The certificate. */
  readonly certificate: ICertificate;

  /** Region it must be in. */
  readonly region: string;

  /** Name it must be valid for. */
  readonly domainName: string;
}

/** Properties for `CertificateCheck`. */
export interface CertificateCheckProps extends CheckSurroundings {
  /** Certificates of the site; none while it has no domain. */
  readonly certificates: readonly CheckedCertificate[];

  /** Cluster whose instances have certificates too. */
  readonly cluster: IDatabaseCluster;

  /**
   * Time between two checks: whole minutes, 3 to 1,440.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;
}

/** Watches how long the certificates of the site and of its database are still good, and whether they will be renewed. */
export class CertificateCheck extends Construct {
  /** The function with its schedule and the metrics of every check. */
  readonly check: ScheduledCheck;

  constructor(scope: Construct, id: string, props: CertificateCheckProps) {
    super(scope, id);
    const arns = props.certificates.map(({ certificate }) => certificate.certificateArn);
    this.check = new ScheduledCheck(this, 'Resource', {
      ...props,
      check: 'certificate-check',
      description: `${props.site.name}: days until certificates expire, and whether they are renewed`,
      interval: props.interval ?? INTERVALS['certificate-check'],
      timeout: Duration.minutes(2),
      statements: [
        ...(arns.length === 0
          ? []
          : [new PolicyStatement({ sid: 'ReadCertificates', actions: ['acm:DescribeCertificate'], resources: arns })]),
        describeInstances(this),
      ],
      event: certificateEvent(props),
    });
  }

  /** Days until the first certificate of the site expires, the lowest number in the period. */
  metricDaysLeft(options?: MetricOptions): Metric {
    return this.check.metric(CERTIFICATE_METRICS.daysLeft, { statistic: Stats.MINIMUM, ...options });
  }

  /** Days until the first certificate of a database instance expires, the lowest number in the period. */
  metricDatabaseDaysLeft(options?: MetricOptions): Metric {
    return this.check.metric(CERTIFICATE_METRICS.databaseDaysLeft, { statistic: Stats.MINIMUM, ...options });
  }

  /** Certificates that are missing, not issued, of the wrong Region or name, or not renewed. */
  metricFaults(options?: MetricOptions): Metric {
    return this.check.metric(CERTIFICATE_METRICS.faults, options);
  }
}

function certificateEvent({ site, certificates, cluster }: CertificateCheckProps): CertificateCheckEvent {
  return {
    version: 1,
    site: site.name,
    certificates: certificates.map(({ purpose, certificate, region, domainName }) => ({
      purpose,
      arn: certificate.certificateArn,
      region,
      domainName,
    })),
    database: { clusterIdentifier: cluster.clusterIdentifier },
    renewal: RENEWAL,
  };
}
