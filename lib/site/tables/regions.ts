/** A commercial AWS Region as this package knows it. */
export interface KnownRegion {
  /** Region code, for example `ap-northeast-1`. */
  readonly code: string;
  /** Place the Region is named after, lower case; a wrong Region code is compared with it too. */
  readonly place: string;
  /** Country the Region is in (ISO 3166-1 alpha-2), which is where its addresses are for a geographic match. */
  readonly country: string;
  /**
   * Letters of the zones an account created today can use; the first ones are the default.
   *
   * The letter is an alias of the account, not a building: the same letter may be another zone in another account.
   */
  readonly zones: string;
  /** Letters only some older accounts see: accepted, never a default. */
  readonly olderZones?: string;
}

/**
 * Commercial Regions with their zone letters.
 *
 * China and GovCloud are left out: CloudFront VPC origins and the edge web ACL are not offered there. Regions and the
 * number of zones: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html; Regions compared
 * with `aws-cdk-lib/region-info` 2.276 (read November 2026).
 */
export const REGIONS: readonly KnownRegion[] = [
  { code: 'af-south-1', place: 'cape town', country: 'ZA', zones: 'abc' },
  { code: 'ap-east-1', place: 'hong kong', country: 'HK', zones: 'abc' },
  { code: 'ap-east-2', place: 'taipei', country: 'TW', zones: 'abc' },
  { code: 'ap-northeast-1', place: 'tokyo', country: 'JP', zones: 'acd', olderZones: 'b' },
  { code: 'ap-northeast-2', place: 'seoul', country: 'KR', zones: 'abcd' },
  { code: 'ap-northeast-3', place: 'osaka', country: 'JP', zones: 'abc' },
  { code: 'ap-south-1', place: 'mumbai', country: 'IN', zones: 'abc' },
  { code: 'ap-south-2', place: 'hyderabad', country: 'IN', zones: 'abc' },
  { code: 'ap-southeast-1', place: 'singapore', country: 'SG', zones: 'abc' },
  { code: 'ap-southeast-2', place: 'sydney', country: 'AU', zones: 'abc' },
  { code: 'ap-southeast-3', place: 'jakarta', country: 'ID', zones: 'abc' },
  { code: 'ap-southeast-4', place: 'melbourne', country: 'AU', zones: 'abc' },
  { code: 'ap-southeast-5', place: 'malaysia', country: 'MY', zones: 'abc' },
  { code: 'ap-southeast-6', place: 'new zealand', country: 'NZ', zones: 'abc' },
  { code: 'ap-southeast-7', place: 'thailand', country: 'TH', zones: 'abc' },
  { code: 'ca-central-1', place: 'montreal', country: 'CA', zones: 'abd' },
  { code: 'ca-west-1', place: 'calgary', country: 'CA', zones: 'abc' },
  { code: 'eu-central-1', place: 'frankfurt', country: 'DE', zones: 'abc' },
  { code: 'eu-central-2', place: 'zurich', country: 'CH', zones: 'abc' },
  { code: 'eu-north-1', place: 'stockholm', country: 'SE', zones: 'abc' },
  { code: 'eu-south-1', place: 'milan', country: 'IT', zones: 'abc' },
  { code: 'eu-south-2', place: 'spain', country: 'ES', zones: 'abc' },
  { code: 'eu-west-1', place: 'ireland', country: 'IE', zones: 'abc' },
  { code: 'eu-west-2', place: 'london', country: 'GB', zones: 'abc' },
  { code: 'eu-west-3', place: 'paris', country: 'FR', zones: 'abc' },
  { code: 'il-central-1', place: 'tel aviv', country: 'IL', zones: 'abc' },
  { code: 'me-central-1', place: 'uae', country: 'AE', zones: 'abc' },
  { code: 'me-south-1', place: 'bahrain', country: 'BH', zones: 'abc' },
  { code: 'mx-central-1', place: 'mexico', country: 'MX', zones: 'abc' },
  { code: 'sa-east-1', place: 'sao paulo', country: 'BR', zones: 'abc' },
  { code: 'us-east-1', place: 'virginia', country: 'US', zones: 'abcdef' },
  { code: 'us-east-2', place: 'ohio', country: 'US', zones: 'abc' },
  // An account sees two of three zones here, under letters that differ from account to account.
  { code: 'us-west-1', place: 'california', country: 'US', zones: 'ac', olderZones: 'b' },
  { code: 'us-west-2', place: 'oregon', country: 'US', zones: 'abcd' },
];

/** Finds a Region by its code. */
export function findRegion(code: string): KnownRegion | undefined {
  return REGIONS.find((region) => region.code === code);
}

/** Names of the zones a site may name in the Region, defaults first. */
export function zoneNames(region: KnownRegion): readonly string[] {
  return [...region.zones, ...(region.olderZones ?? '')].map((letter) => `${region.code}${letter}`);
}

/** Names of the zones used when the site names none. */
export function defaultZones(region: KnownRegion, count: number): readonly string[] {
  return [...region.zones].slice(0, count).map((letter) => `${region.code}${letter}`);
}
