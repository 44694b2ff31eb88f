import { survivingRps } from '../site/capacity';
import type { Site, TierName } from '../site/site';

const TIERS: readonly TierName[] = ['web', 'app'];

/** Text at the top of the dashboard, in Markdown: what was promised, and what the topology holds in reserve. */
export function dashboardHeader(site: Site): string {
  return [
    `# ${site.name}`,
    '',
    objectives(site),
    '',
    '| Tier | Window | Declared peak | Least servers | Carried with one zone lost | Margin |',
    '| --- | --- | ---: | ---: | ---: | ---: |',
    ...TIERS.flatMap((tier) => capacityRows(site, tier)),
    '',
    'Carried with one zone lost = floor(least servers / zones) x (zones - 1) x requests per second of a server.',
  ].join('\n');
}

function objectives(site: Site): string {
  const { availabilityPercent, zoneRtoSeconds, regionRtoSeconds, regionRpoSeconds } = site.objectives;
  const { restoreToWithinSeconds } = site.backup.database;
  const declared = (seconds: number | undefined) => (seconds === undefined ? 'none declared' : `${seconds} s`);
  return [
    `Availability **${availabilityPercent} %** a month`,
    `zone lost: back within **${zoneRtoSeconds} s**`,
    `Region lost: back within **${declared(regionRtoSeconds)}**, data lost **${declared(regionRpoSeconds)}**`,
    `database restorable to the last **${restoreToWithinSeconds} s**`,
  ].join('; ');
}

function capacityRows(site: Site, name: TierName): string[] {
  const { minInstances, onSaleMinimums } = site.tiers[name];
  return [
    capacityRow(site, name, 'always', site.capacity.peakRps, minInstances),
    ...onSaleMinimums.map(({ onSale, minInstances: least }) =>
      capacityRow(site, name, onSale.name, onSale.peakRps, least),
    ),
  ];
}

function capacityRow(site: Site, name: TierName, window: string, peakRps: number, least: number): string {
  const zones = site.regions.primary.availabilityZones.length;
  const carried = survivingRps(least, zones, site.tiers[name].rpsPerInstance);
  const margin = Math.floor((100 * carried) / peakRps) - 100;
  return `| ${name} | ${window} | ${peakRps}/s | ${least} | ${carried}/s | ${margin} % |`;
}
