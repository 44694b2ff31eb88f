import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { DomainConfig } from '../site';

/** Properties for `DomainRecords`. */
export interface DomainRecordsProps {
  /** Domain of the site, in a hosted zone; with `certificates` DNS is kept elsewhere and there is nothing to write. */
  readonly domain: Extract<DomainConfig, { readonly kind: 'hosted-zone' }>;

  /** Distribution the name leads to. */
  readonly distribution: IDistribution;
}

/**
 * Alias records that lead viewers to the distribution, over IPv4 and IPv6.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-cloudfront-distribution.html
 */
export class DomainRecords extends Construct {
  constructor(scope: Construct, id: string, props: DomainRecordsProps) {
    super(scope, id);
    const { domain, distribution } = props;
    const record = {
      zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: domain.hostedZoneId,
        zoneName: domain.hostedZoneName,
      }),
      recordName: domain.name,
      target: RecordTarget.fromAlias(new CloudFrontTarget(distribution)),
    };
    new ARecord(this, 'Ipv4', record);
    new AaaaRecord(this, 'Ipv6', record);
  }
}
