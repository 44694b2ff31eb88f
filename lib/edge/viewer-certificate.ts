import type { MetricOptions, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { DomainConfig } from '../site';

/** Properties for `ViewerCertificate`. */
export interface ViewerCertificateProps {
  /** Domain of the site. */
  readonly domain: DomainConfig;
}

/**
 * Certificate by which viewers know the site; in us-east-1, where CloudFront looks for it.
 *
 * Issued by ACM and validated in the hosted zone, which must be in the same account and whose CAA records, if any, must
 * name `amazon.com`; or one that exists already, which is how a certificate that proves the legal entity (OV, EV) comes in.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
 */
export class ViewerCertificate extends Construct {
  /** The certificate. */
  readonly certificate: ICertificate;

  constructor(scope: Construct, id: string, props: ViewerCertificateProps) {
    super(scope, id);
    const { domain } = props;
    this.certificate =
      domain.kind === 'certificates'
        ? Certificate.fromCertificateArn(this, 'Resource', domain.edgeCertificateArn)
        : new Certificate(this, 'Resource', {
            domainName: domain.name,
            validation: CertificateValidation.fromDns(
              HostedZone.fromHostedZoneAttributes(this, 'Zone', {
                hostedZoneId: domain.hostedZoneId,
                zoneName: domain.hostedZoneName,
              }),
            ),
          });
  }

  /**
   * Days until the certificate expires. ACM renews what it issued by itself; an imported one must be imported again.
   *
   * @default - minimum over 1 day
   */
  metricDaysToExpiry(options?: MetricOptions): Metric {
    return this.certificate.metricDaysToExpiry(options).attachTo(this);
  }
}
