import type { Report } from '../input/fault-collector';
import { PROFILES } from '../profiles';
import type { Sections } from '../schema/sections';
import type { PrimaryRegionConfig, Profile } from '../site-config';
import { findPrefixLists } from '../tables/prefix-lists';
import { findRegion, zoneNames, type KnownRegion } from '../tables/regions';
import { selectZones } from '../derive/select-zones';
import { reportDuplicates, type Rule } from './rule';

const PRIMARY = ['regions', 'primary'] as const;

/**
 * Most zones of a site: the network ACL of the internal segment has three rules a zone and two more in one direction,
 * and the quota of 20 counts the default rule as well.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls read 2026-11-25
 */
const MOST_ZONES = 5;

/** Zones, prefix lists and the Regions that belong together. */
export const regionRules: Rule = (sections, report) => {
  const { primary, profile } = sections;
  const region = primary === undefined ? undefined : findRegion(primary.region);
  if (primary !== undefined && region !== undefined) {
    checkZoneNames(primary, region, report);
    checkPrefixLists(primary, report);
    if (profile !== undefined) {
      checkZoneCount(primary, profile, report);
    }
  }
  checkRecovery(sections, report);
  checkResidency(sections, report);
};

function checkZoneNames(primary: PrimaryRegionConfig, region: KnownRegion, report: Report): void {
  const zones = primary.availabilityZones ?? [];
  const known = zoneNames(region);
  const path = [...PRIMARY, 'availabilityZones'];
  const listed = known.map((zone) => `'${zone}'`).join(', ');
  zones.forEach((zone, index) => {
    if (zone.slice(0, -1) !== region.code) {
      report([...path, index], {
        must: `must be a zone of ${region.code}`,
        got: `'${zone}'`,
        hint: `use some of ${listed}`,
        code: 'ZoneOfOtherRegion',
      });
    } else if (!known.includes(zone)) {
      report([...path, index], {
        must: `must be a zone ${region.code} has`,
        got: `'${zone}'`,
        hint: `use some of ${listed}`,
        code: 'ZoneUnknown',
      });
    }
  });
  reportDuplicates(zones, path, 'ZoneDuplicate', report);
}

function checkZoneCount(primary: PrimaryRegionConfig, profile: Profile, report: Report): void {
  const path = [...PRIMARY, 'availabilityZones'];
  const zones = new Set(selectZones(primary, profile)).size;
  const { zones: least } = PROFILES[profile];
  const got = `${zones} ${zones === 1 ? 'zone' : 'zones'}`;
  if (zones < 2) {
    report(path, {
      must: 'must name 2 zones at least, so that the loss of one is survived',
      got,
      hint: 'add a zone, or leave the list out',
      code: 'ZoneCountInvalid',
    });
  } else if (zones > MOST_ZONES) {
    report(path, {
      must: `must name ${MOST_ZONES} zones at most`,
      got,
      hint: `leave ${zones - MOST_ZONES} out; more would exceed the quota 'Rules per network ACL' of Amazon VPC, 20 with its default rule`,
      code: 'ZoneCountTooLarge',
    });
  } else if (zones < least && primary.fewerZones === undefined) {
    report(path, {
      must: `must name ${least} zones at least in profile '${profile}'`,
      got,
      hint: `add a zone, or give the reason in regions.primary.fewerZones`,
      code: 'ZonesBelowProfile',
    });
  } else if (zones >= least && primary.fewerZones !== undefined) {
    report([...PRIMARY, 'fewerZones'], {
      must: `must be left out while profile '${profile}' has its ${least} zones`,
      got: `a reason for fewer, and ${got}`,
      hint: 'remove it, so that no exception outlives its cause',
      code: 'WaiverUnneeded',
    });
  }
}

function checkPrefixLists(primary: PrimaryRegionConfig, report: Report): void {
  const known = { ...findPrefixLists(primary.region), ...primary.prefixLists };
  const names = {
    cloudFrontOriginFacing: 'com.amazonaws.global.cloudfront.origin-facing',
    s3: `com.amazonaws.${primary.region}.s3`,
  };
  for (const list of ['cloudFrontOriginFacing', 's3'] as const) {
    if (known[list] === undefined) {
      report([...PRIMARY, 'prefixLists', list], {
        must: `must be given, because the built-in table has no list for ${primary.region}`,
        got: 'nothing',
        hint:
          `find it with: aws ec2 describe-managed-prefix-lists --region ${primary.region} ` +
          `--filters Name=prefix-list-name,Values=${names[list]}`,
        code: 'PrefixListUnknown',
      });
    }
  }
}

function checkRecovery({ primary, recovery }: Sections, report: Report): void {
  if (recovery === undefined) {
    return;
  }
  const codes = recovery.map(({ region }) => region);
  codes.forEach((region, index) => {
    const path = ['regions', 'recovery', index, 'region'];
    if (region === primary?.region) {
      report(path, {
        must: 'must differ from regions.primary.region, or both are lost together',
        got: `'${region}'`,
        hint: 'copy recovery points to another Region',
        code: 'RecoveryRegionIsPrimary',
      });
    } else if (codes.indexOf(region) < index) {
      report(path, { must: 'must be listed once', got: `'${region}'`, hint: 'remove it', code: 'RegionDuplicate' });
    }
  });
}

function checkResidency({ primary, recovery, residency }: Sections, report: Report): void {
  if (residency === undefined || residency === 'none') {
    return;
  }
  reportDuplicates(residency, ['regions', 'residency'], 'RegionDuplicate', report);
  const used = [
    { path: [...PRIMARY, 'region'], region: primary?.region },
    ...(recovery ?? []).map(({ region }, index) => ({ path: ['regions', 'recovery', index, 'region'], region })),
  ];
  for (const { path, region } of used) {
    if (region !== undefined && !residency.includes(region)) {
      report(path, {
        must: `must be one of regions.residency: ${residency.join(', ')}`,
        got: `'${region}'`,
        hint: 'keep the data in a listed Region, or add the Region to the list if that is allowed',
        code: 'ResidencyViolated',
      });
    }
  }
}
