import { z } from 'zod';
import type { PrimaryRegionConfig, RecoveryRegionConfig } from '../site-config';
import { show } from '../input/show';
import { REGIONS, findRegion } from '../tables/regions';
import { vpcCidr } from './cidrs';
import { choice, field, list, text } from './fields';
import { nearest } from './nearest';
import { reason } from './texts';

/** Code of a Region of the built-in table. */
export function regionCode(): z.ZodType<string> {
  return field("use a Region code such as 'ap-northeast-1'", (value) => {
    if (typeof value === 'string' && findRegion(value) !== undefined) {
      return undefined;
    }
    const hint = typeof value === 'string' ? regionHint(value) : "use a Region code such as 'ap-northeast-1'";
    return { must: 'must be the code of a known AWS Region', got: show(value), hint, code: 'RegionUnknown' };
  });
}

function regionHint(written: string): string {
  if (/^(?:cn|us-gov|us-iso|eu-iso|eusc)-/.test(written)) {
    return 'CloudFront VPC origins and the edge web ACL are not offered in that partition';
  }
  const plain = written.normalize('NFKC').toLowerCase();
  const zone = REGIONS.find(({ code }) => plain.startsWith(code) && plain.length === code.length + 1);
  const place = nearest(
    plain.replace(/[_-]/g, ' '),
    REGIONS.map((region) => region.place),
  );
  const byPlace = REGIONS.find((region) => region.place === place)?.code;
  const meant =
    zone?.code ??
    byPlace ??
    nearest(
      plain,
      REGIONS.map(({ code }) => code),
    );
  return meant === undefined ? "use a Region code such as 'ap-northeast-1'" : `did you mean '${meant}'?`;
}

const prefixListId = text({
  must: "must be the id of a prefix list, 'pl-' and 8 or 17 hexadecimal digits",
  hint: 'find it with: aws ec2 describe-managed-prefix-lists',
  code: 'PrefixListInvalid',
  test: (value) => /^pl-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value),
});

/** Name of a zone, as far as its form goes; whether the Region has it is checked later. */
export function zoneName(): z.ZodType<string> {
  return text({
    must: 'must be the name of an Availability Zone',
    hint: "use a name such as 'ap-northeast-1a', not a zone id or a position",
    code: 'ZoneUnknown',
    test: (value) => /^[a-z]{2,4}(?:-[a-z]+)+-\d[a-z]$/.test(value),
  });
}

/** `regions.primary`. */
export const primaryRegion: z.ZodType<PrimaryRegionConfig> = z.strictObject({
  region: regionCode(),
  availabilityZones: list(zoneName(), { max: 8 }).optional(),
  vpcCidr: vpcCidr().optional(),
  fewerZones: z.strictObject({ reason: reason() }).optional(),
  prefixLists: z
    .strictObject({ cloudFrontOriginFacing: prefixListId.optional(), s3: prefixListId.optional() })
    .optional(),
});

/** `regions.recovery`. */
export const recoveryRegions: z.ZodType<readonly RecoveryRegionConfig[]> = list(
  z.strictObject({ region: regionCode(), level: choice(['vault']) }),
  { max: 5 },
);

/** `regions.residency`. */
export const residency: z.ZodType<readonly string[]> = list(regionCode(), { min: 1, max: REGIONS.length });
