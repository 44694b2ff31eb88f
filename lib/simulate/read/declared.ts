import { HonmaruError, type Fault } from '../../errors';
import { shown } from '../fault';
import { ONE, type Fraction } from '../fraction';
import { arrivalsOf, type Arrivals } from './declared-arrivals';
import { clientsOf, type Clients } from './declared-clients';
import { Fields, type FieldPath, type Sink } from './fields';
import { findLocalTime, isTimeZone, type LocalTime } from './zoned-time';

/** What templates do not say, and somebody has to. */
export interface Declared {
  /** When the sale opens, on the clock of the time zone. */
  readonly opens: LocalTime | undefined;
  readonly timeZone: string | undefined;
  readonly arrivals: Arrivals;
  /** In the order in which a request meets them. */
  readonly tiers: readonly DeclaredTier[];
  readonly clients: Clients | undefined;
  /** Instances that the account may run at once, of all tiers together. */
  readonly instanceQuota: number | undefined;
  /** Share of the requests that may fail without being a finding. */
  readonly allowedShare: Fraction;
  /** How late a rate-based rule may act. */
  readonly wafLagSeconds: number;
  readonly webAcl: string | undefined;
}

/** What is declared of one tier. */
export interface DeclaredTier {
  /** Name or logical id of the group, or the end of its name. */
  readonly group: string;
  /** Calls that one instance serves in a second. */
  readonly rpsPerInstance: number;
  /** Calls that each request makes of the tier. */
  readonly callsPerRequest: Fraction;
  /** Whether the first tier gets what the edge could have answered from its cache as well. */
  readonly isUncached: boolean;
  /** From the decision to launch until the instance is in service. */
  readonly launchSeconds: number | undefined;
  /** The same for an instance of the warm pool. */
  readonly warmStartSeconds: number | undefined;
  /** Requests that may wait on an instance instead of being refused. */
  readonly queuePerInstance: number;
  /** Utilization of the processors of an instance that serves all it can. */
  readonly cpuPercentAtLimit: number | undefined;
  /** Instances at the beginning, where it is more than what the group keeps by itself. */
  readonly instances: number | undefined;
}

/**
 * AWS names "several minutes" as the longest time until a rule acts, and below 30 s as the usual one. Five are taken.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based-caveats.html read 2026-11-26
 */
const WAF_LAG_SECONDS = 300;

/** Most seconds of a part of a curve: a day. */
const DAY = 86_400;
const MILLION = 1_000_000;

/**
 * Checks what was declared.
 *
 * @param minutes requests of each minute, where they come from a file of their own
 * @throws HonmaruError with every fault
 */
export function parseDeclared(
  value: unknown,
  place: (path: FieldPath) => string,
  minutes?: Extract<Arrivals, { readonly kind: 'minutes' }>,
): Declared {
  const faults: Fault[] = [];
  const sink: Sink = { place, faults };
  const fields = new Fields(value, [], sink);
  const opens = opensOf(fields);
  const timeZone = fields.text('timeZone');
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    fields.report(
      ['timeZone'],
      'must be a time zone',
      shown(timeZone),
      'write for example Asia/Tokyo',
      'SpikeTimeInvalid',
    );
  }
  const declared = fields.object('arrivals');
  const arrivals = minutes ?? arrivalsOf(fields, declared);
  if (minutes !== undefined && declared !== undefined) {
    // Requests of each minute leave nothing else to tell.
    declared.text('csv');
    declared.close();
  }
  const tiers = fields.required(
    'tiers',
    fields.list('tiers'),
    'name each tier with its rpsPerInstance, in the order of a request',
  );
  const read = tiers?.map((tier, index) => tierOf(tier, index));
  const clients = fields.object('clients');
  const result = {
    opens,
    timeZone,
    tiers: read?.flatMap((tier) => tier ?? []) ?? [],
    clients: clients === undefined ? undefined : clientsOf(clients),
    instanceQuota: fields.whole('instanceQuota', { least: 1, most: MILLION }),
    allowedShare: fields.fraction('allowedShare', { least: 0, most: 1 }) ?? { n: 0, d: 1 },
    wafLagSeconds: fields.whole('wafLagSeconds', { least: 0, most: 3600 }) ?? WAF_LAG_SECONDS,
    webAcl: fields.text('webAcl'),
  };
  fields.close();
  if (faults.length > 0 || arrivals === undefined) {
    throw new HonmaruError(faults);
  }
  return { ...result, arrivals };
}

function opensOf(fields: Fields): LocalTime | undefined {
  const text = fields.text('opens');
  const found = text === undefined ? undefined : findLocalTime(text);
  if (text !== undefined && found === undefined) {
    fields.report(
      ['opens'],
      'must be a date and a time of day',
      shown(text),
      'write for example 2026-12-05T10:00',
      'SpikeTimeInvalid',
    );
  }
  return found;
}

function tierOf(tier: Fields, index: number): DeclaredTier | undefined {
  const group = tier.required('group', tier.text('group'), 'name the Auto Scaling group');
  const rps = tier.whole('rpsPerInstance', { least: 1, most: MILLION });
  const rpsPerInstance = tier.required('rpsPerInstance', rps, 'write the requests per second that one instance serves');
  const calls = tier.fraction('callsPerRequest', { least: 0.000001, most: 1000 });
  const callsPerRequest =
    index === 0
      ? (calls ?? ONE)
      : tier.required('callsPerRequest', calls, 'write how many calls of this tier one request makes, for example 1');
  const time = { least: 0, most: DAY };
  const declared = {
    isUncached: index === 0 && calls === undefined,
    launchSeconds: tier.whole('launchSeconds', time),
    warmStartSeconds: tier.whole('warmStartSeconds', time),
    queuePerInstance: tier.whole('queuePerInstance', { least: 0, most: MILLION }) ?? 0,
    cpuPercentAtLimit: tier.whole('cpuPercentAtLimit', { least: 1, most: 100 }),
    instances: tier.whole('instances', { least: 1, most: MILLION }),
  };
  tier.close();
  return group === undefined || rpsPerInstance === undefined || callsPerRequest === undefined
    ? undefined
    : { group, rpsPerInstance, callsPerRequest, ...declared };
}
