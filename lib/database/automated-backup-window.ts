import type { Site } from '../site/site';
import { formatMinuteOfDay, minuteOfDay, modulo, MINUTES_PER_DAY } from '../site/windows';
import { distance, WINDOW_MINUTES, type DaySpan } from './daily-window';
import { maintenanceWindow } from './instances';

/** Hour of UTC that is about midday wherever Regions begin with these letters. */
const MIDDAY = { asiaPacific: 3, africaEuropeMiddleEast: 10, americas: 18 } as const;

/** Part of a site the window depends on. */
type Settings = Pick<Site, 'operations' | 'regions'>;

/**
 * The daily window of the automated backups, in UTC as RDS writes it: half an hour around midday of the Region, or
 * around midnight when maintenance takes place at midday.
 *
 * It has to stay as it is for as long as the cluster lives. Once AWS Backup has made its first continuous backup of the
 * cluster, RDS refuses another window, and the deployment that brings one fails. So it depends on the Region, which
 * cannot change, and neither on the times of snapshots nor on the time zone. Midday, because nobody plans maintenance
 * for it, and backups of Aurora burden no instance.
 *
 * Left out, RDS would choose half an hour at random, and nobody says that it heeds the maintenance window: RDS takes no
 * maintenance window that overlaps it, and which ones do would be found out at a deployment. What remains: maintenance
 * moved onto midday of the Region, or off it, changes the window and is refused. Choose another time then.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html read 2026-11-25
 */
export function automatedBackupWindow(site: Settings): string {
  const midday = middayHour(site.regions.primary.region) * 60;
  // Maintenance takes 8 hours at most, so it cannot reach both.
  const start = distance(midday, maintenanceSpan(site)) > 0 ? midday : midday + MINUTES_PER_DAY / 2;
  return `${formatMinuteOfDay(start)}-${formatMinuteOfDay(start + WINDOW_MINUTES)}`;
}

function middayHour(region: string): number {
  switch (region.slice(0, 3)) {
    case 'ap-':
      return MIDDAY.asiaPacific;
    case 'ca-':
    case 'mx-':
    case 'sa-':
    case 'us-':
      return MIDDAY.americas;
    default:
      return MIDDAY.africaEuropeMiddleEast;
  }
}

/** Time of day of maintenance in UTC; it begins and ends as in `mon:19:30-mon:20:00`. */
function maintenanceSpan(site: Settings): DaySpan {
  const [from = 0, until = 0] = maintenanceWindow(site)
    .split('-')
    .map((end) => minuteOfDay(end.slice('mon:'.length)));
  return { from, until: from + modulo(until - from, MINUTES_PER_DAY) };
}
