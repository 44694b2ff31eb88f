import { z } from 'zod';
import type { OperationsConfig } from '../site-config';
import { show } from '../input/show';
import { LOG_RETENTION_DAYS } from '../tables/log-retention';
import { findUtcOffsets } from '../time-zones';
import { adminCidr } from './cidrs';
import { choice, field, list, number, text } from './fields';
import { nearest } from './nearest';
import { stableName, timeOfDay, weekday } from './texts';

const contact = text({
  must: 'must be a mail address',
  hint: "use an address such as 'operators@example.jp'",
  code: 'ContactInvalid',
  test: (value) =>
    value.length <= 254 &&
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(value),
});

/** Canonical zones of the IANA database; names that only link to one of them are missing. */
const TIME_ZONES = Intl.supportedValuesOf('timeZone');

/** Zones by their lower-case names: JavaScript takes `ASIA/TOKYO`, AWS may not. */
const BY_LOWER_CASE = new Map(TIME_ZONES.map((zone) => [zone.toLowerCase(), zone]));

/** An area and a place, or UTC. Offsets and abbreviations know no daylight saving. */
const timeZone = field<string>("use a zone such as 'Asia/Tokyo'", (value) => {
  if (typeof value === 'string' && isTimeZone(value)) {
    return undefined;
  }
  const meant = typeof value === 'string' ? meantTimeZone(value) : undefined;
  const hint = meant === undefined ? "use a zone such as 'Asia/Tokyo'" : `did you mean '${meant}'?`;
  return { must: 'must be the name of an IANA time zone', got: show(value), hint, code: 'TimeZoneUnknown' };
});

function isTimeZone(value: string): boolean {
  if (value !== 'UTC' && !/^[A-Z]\w*(?:\/[A-Z][\w+-]*)+$/.test(value)) {
    return false;
  }
  const known = BY_LOWER_CASE.get(value.toLowerCase());
  return known === undefined ? findUtcOffsets(value).length > 0 : known === value;
}

function meantTimeZone(written: string): string | undefined {
  const word = written.toLowerCase();
  const byPlace = TIME_ZONES.find((zone) => zone.toLowerCase().endsWith(`/${word}`));
  return BY_LOWER_CASE.get(word) ?? byPlace ?? nearest(written, TIME_ZONES);
}

/** `operations`. */
export const operations: z.ZodType<OperationsConfig> = z.strictObject({
  contacts: list(contact, { min: 1, max: 20 }),
  timeZone,
  adminSources: list(z.strictObject({ name: stableName(), cidr: adminCidr() }), { max: 50 }).optional(),
  maintenance: z.strictObject({ day: weekday(), from: timeOfDay(), until: timeOfDay() }).optional(),
  runbookSeconds: number({ min: 300, max: 86_400, time: 'seconds' }).optional(),
  logRetentionDays: choice(LOG_RETENTION_DAYS, { time: 'days' }).optional(),
});
