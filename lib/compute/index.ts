export { EntryOrigin, type EntryOriginProps } from './entry-origin';
export { OriginCertificate, type OriginCertificateProps } from './origin-certificate';
export { Releases, type ReleasesProps } from './releases';
export { ServerTier } from './server-tier';
export type { ServerTierProps } from './server-tier-props';
export { TierMetrics, type TierMetricsProps } from './tier-metrics';
export { ZonalAutoshift, type ZonalAutoshiftProps } from './zonal-autoshift';
