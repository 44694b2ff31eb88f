export { longestWait } from './distribution-origins';
export { DomainRecords, type DomainRecordsProps } from './domain-records';
export { SiteDistribution, type SiteDistributionProps } from './site-distribution';
export { ViewerCertificate, type ViewerCertificateProps } from './viewer-certificate';
export { WebAcl, type RuleMetricOptions, type WebAclProps } from './web-acl';
