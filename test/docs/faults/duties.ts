import type { FaultId } from '../../../lib/monitoring/fault';

/** What the functions must do about a fault, or why there is nothing for them to do. */
export type Duty =
  | {
      readonly kind: 'function';
      /** What must be seen, for people. */
      readonly must: string;
      /** Whether the local drill must play it too. */
      readonly drilled?: true;
    }
  /** A decision alone: the function that uses it is deployed with a second Region. */
  | { readonly kind: 'decision'; readonly must: string }
  | { readonly kind: 'none'; readonly reason: string };

const REFUSED = 'refused at synthesis';

/** Duties of the functions by fault: the reviewed copy of what the fault catalogue asks of them. */
export const DUTIES: Readonly<Record<FaultId, Duty>> = {
  F01: { kind: 'function', must: 'names tier and zone; changes nothing', drilled: true },
  F02: { kind: 'function', must: 'names tier and zone; changes nothing', drilled: true },
  F03: { kind: 'function', must: 'names the zone; changes nothing' },
  F04: { kind: 'function', must: 'names the zone; Aurora moves itself: verifies, sends no order', drilled: true },
  F05: { kind: 'function', must: 'suspects only what probes of two other zones confirm; never acts on one' },
  F06: { kind: 'function', must: 'names the zone of the gateway; changes nothing' },
  F07: { kind: 'none', reason: REFUSED },
  F08: { kind: 'function', must: 'names the zone; changes nothing' },
  F09: { kind: 'function', must: 'calls it a common cause; does not fail the database over' },
  F10: { kind: 'function', must: 'holds: load is not failure' },
  F11: { kind: 'none', reason: REFUSED },
  F12: { kind: 'function', must: 'counts what is missing in each zone; changes nothing' },
  F13: { kind: 'function', must: 'announces a flapping state at most once in five minutes' },
  F14: { kind: 'none', reason: REFUSED },
  F15: { kind: 'function', must: 'sees that Aurora moves the writer; verifies, sends no order', drilled: true },
  F16: { kind: 'function', must: 'verifies that there is one writer in another zone; sends no order' },
  F17: { kind: 'function', must: 'reports the reader' },
  F18: { kind: 'function', must: 'reports that no reader can be promoted; sends no order' },
  F19: { kind: 'function', must: 'finds every instance in one zone', drilled: true },
  F20: { kind: 'function', must: 'names the weak or wrongly ranked reader, and never takes it as target' },
  F21: { kind: 'function', must: 'waits for the failover that runs; sends no order' },
  F22: { kind: 'function', must: 'suspects a split, pages, sends no order' },
  F23: { kind: 'function', must: 'counts confirmations; does not act before the third' },
  F24: { kind: 'function', must: 'orders one failover to a named reader, and verifies it', drilled: true },
  F25: { kind: 'function', must: 'holds: the way of the clients is at fault' },
  F26: { kind: 'function', must: 'holds: what the API does not tell is unknown' },
  F27: { kind: 'function', must: 'does not take a lagging reader as target' },
  F28: { kind: 'function', must: 'finds protection or encryption off, although synthesis refuses it' },
  F29: { kind: 'function', must: 'holds: a failover frees neither storage nor connections' },
  F30: { kind: 'function', must: 'holds: a failover resolves no lock' },
  F31: { kind: 'decision', must: 'waits for an approval, then fails over once, the old Region fenced' },
  F32: { kind: 'decision', must: 'does not promote while the primary Region is well' },
  F33: { kind: 'decision', must: 'refuses a switchover that would lose data nobody accepted' },
  F34: { kind: 'decision', must: 'reads the writers of both Regions before anything else' },
  F35: { kind: 'none', reason: REFUSED },
  F36: { kind: 'function', must: 'finds missed backups, with the last good time' },
  F37: { kind: 'function', must: 'measures the age of the latest restorable time' },
  F38: { kind: 'function', must: 'finds recovery points missing' },
  F39: { kind: 'function', must: 'finds a key that cannot decrypt a copy' },
  F40: { kind: 'function', must: 'finds that no restore was tested for 30 days' },
  F41: { kind: 'function', must: 'names the line; changes no route', drilled: true },
  F42: { kind: 'function', must: 'names the line; changes no route' },
  F43: { kind: 'function', must: 'finds this partner degraded, and no other' },
  F44: { kind: 'none', reason: REFUSED },
  F45: { kind: 'function', must: 'finds this partner down, the others not; changes no route' },
  F46: { kind: 'none', reason: 'proved on the templates, refused at synthesis' },
  F47: { kind: 'function', must: 'tells what GET and POST of the site get, each for itself', drilled: true },
  F48: { kind: 'function', must: 'finds the web ACL detached' },
  F49: { kind: 'function', must: 'holds: load is not failure' },
  F50: { kind: 'function', must: 'finds a certificate that ends within 30 days, or lies in a wrong Region' },
  F51: { kind: 'function', must: 'names the endpoint' },
  F52: { kind: 'function', must: 'tells throttled, failed and denied apart; never says healthy' },
  F53: { kind: 'function', must: 'believes no answer that is none; reads every page' },
  F54: { kind: 'function', must: 'sends at most one order, whatever is killed, repeated or late' },
  F55: { kind: 'function', must: 'holds; the record is in the log' },
  F56: { kind: 'function', must: 'finds the gap in the logs' },
  F57: { kind: 'function', must: 'takes an evacuated zone for no failure, and never as target' },
};
