import { Fn, Stack, type App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { DomainRecords, SiteDistribution, ViewerCertificate, WebAcl } from '../../lib/edge';
import { LogBucket, LogKey } from '../../lib/foundation';
import type { DomainConfig, EdgeConfig, Site } from '../../lib/site';
import { testApp } from '../support/test-app';

/** Everything at the edge of a site, connected as `build-site.ts` connects it. */
export class EdgeFixture {
  readonly stack: Stack;
  readonly webAcl: WebAcl;
  readonly siteDistribution: SiteDistribution;
  readonly viewerCertificate?: ViewerCertificate;
  readonly logBucket: IBucket;
  readonly logKey: IKey;

  constructor(app: App, site: Site) {
    const env = { region: 'us-east-1', account: site.account };
    const foundation = new Stack(app, 'Foundation', { env });
    this.logKey = new LogKey(foundation, 'LogKey', { site }).key;
    this.logBucket = new LogBucket(foundation, 'LogBucket', { site }).bucket;

    this.stack = new Stack(app, 'Edge', { env });
    this.webAcl = new WebAcl(this.stack, 'WebAcl', { site, logKey: this.logKey });
    this.viewerCertificate =
      site.domain && new ViewerCertificate(this.stack, 'ViewerCertificate', { domain: site.domain });
    this.siteDistribution = new SiteDistribution(this.stack, 'Distribution', {
      site,
      // What weak references to another Region become.
      originDomainName: Fn.getStackOutput('Compute', 'EntryDomainName', 'ap-northeast-1'),
      vpcOriginId: Fn.getStackOutput('Compute', 'VpcOriginId', 'ap-northeast-1'),
      webAclArn: this.webAcl.webAclArn,
      certificate: this.viewerCertificate?.certificate,
      logBucket: this.logBucket,
      logKey: this.logKey,
    });
    if (site.domain?.kind === 'hosted-zone') {
      new DomainRecords(this.stack, 'DomainRecords', {
        domain: site.domain,
        distribution: this.siteDistribution.distribution,
      });
    }
  }
}

/** Template of the edge of a site. */
export function edgeTemplate(site: Site): Template {
  return Template.fromStack(new EdgeFixture(testApp(), site).stack);
}

/** A rule of a synthesized web ACL. */
export interface TemplateRule {
  readonly Name: string;
  readonly Priority: number;
  readonly Action?: object;
  readonly OverrideAction?: object;
  readonly Statement: Readonly<Record<string, unknown>>;
  readonly VisibilityConfig: object;
}

/** The one web ACL of a template. */
export interface TemplateWebAcl {
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Properties: { readonly Rules: readonly TemplateRule[]; readonly [name: string]: unknown };
}

/** The one web ACL of a template. */
export function webAclOf(template: Template): TemplateWebAcl {
  const [resource] = Object.values(template.findResources('AWS::WAFv2::WebACL'));
  return resource as unknown as TemplateWebAcl;
}

/** Rules of the one web ACL of a template. */
export function rulesOf(template: Template): readonly TemplateRule[] {
  return webAclOf(template).Properties.Rules;
}

/** Rule of the one web ACL of a template. */
export function ruleOf(template: Template, name: string): TemplateRule | undefined {
  return rulesOf(template).find((rule) => rule.Name === name);
}

/** Edge settings that use every kind of rule. */
export const EDGE_WITH_EVERYTHING: EdgeConfig = {
  countOnly: [{ group: 'core', reason: 'scans are uploaded through the site until June' }],
  requestsPerSource: 5000,
  salesUrls: [
    { name: 'spring-tour', path: '/sale/spring-tour', limit: 20 },
    { name: 'autumn-tour', path: '/sale/autumn-tour', limit: 20 },
    { name: 'lottery', path: '/Lottery', limit: 100, windowSeconds: 300 },
  ],
  geo: { kind: 'block', countries: ['AQ', 'BV'] },
  blockedCidrs: ['198.51.100.0/24', '2001:db8:bad::/48'],
  allowedCidrs: ['203.0.113.0/24', '192.0.2.0/24'],
};

/** A domain whose certificates exist. */
export const CERTIFICATES = {
  kind: 'certificates' as const,
  name: 'tickets.example.jp',
  edgeCertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1f2e3d4c-0000-4000-8000-000000000001',
  originCertificateArn: 'arn:aws:acm:ap-northeast-1:123456789012:certificate/1f2e3d4c-0000-4000-8000-000000000002',
} satisfies DomainConfig;
