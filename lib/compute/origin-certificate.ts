import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { DomainConfig } from '../site';

/** Properties for `OriginCertificate`. */
export interface OriginCertificateProps {
  /** Domain of the site. */
  readonly domain: DomainConfig;
}

/**
 * Certificate of the load balancers, for the name viewers use.
 *
 * CloudFront sends that name on and expects it on the certificate; the web servers do the same with the app load
 * balancer. ACM writes the record that validates the name into the hosted zone and renews the certificate by it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html
 */
export class OriginCertificate extends Construct {
  /** The certificate. */
  readonly certificate: ICertificate;

  constructor(scope: Construct, id: string, props: OriginCertificateProps) {
    super(scope, id);
    const { domain } = props;
    switch (domain.kind) {
      case 'hosted-zone': {
        const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', {
          hostedZoneId: domain.hostedZoneId,
          zoneName: domain.hostedZoneName,
        });
        this.certificate = new Certificate(this, 'Resource', {
          domainName: domain.name,
          validation: CertificateValidation.fromDns(zone),
        });
        break;
      }
      case 'certificates':
        this.certificate = Certificate.fromCertificateArn(this, 'Resource', domain.originCertificateArn);
        break;
    }
  }
}
