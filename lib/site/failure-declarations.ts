import type { EgressNeed } from './site-config';
import type { Site, TierName } from './site';
import { CLIENT_SECONDS, VAULT_RECOVERY_SECONDS } from './recovery-time';

/**
 * What templates say about a site in their metadata, for whoever computes what a fault does to it: what nothing else in a
 * template tells. Selectors name resources by the path of their construct.
 *
 * `lib/failures/declared` reads it, and shares no code with this: a test compares the two.
 */
export interface FailureDeclarations {
  readonly services?: readonly ServiceDeclaration[];
  readonly tiers?: readonly TierDeclaration[];
  readonly databases?: readonly DatabaseDeclaration[];
  readonly runbooks?: readonly RunbookDeclaration[];
  readonly objectives?: ObjectiveDeclarations;
  /** Seconds until clients have noticed that what they were connected to is elsewhere. */
  readonly clientRecoverySeconds?: number;
  /** Keys that servers may use and that requests do not need. */
  readonly unneeded?: readonly string[];
}

/** A kind of request that the site promises to answer. */
export interface ServiceDeclaration {
  readonly id: string;
  readonly label: string;
  readonly method: 'GET' | 'POST';
  /** Selector of what requests come in by. */
  readonly entry: string;
  /** Tiers that need the internet to answer. */
  readonly egress?: readonly { readonly from: string; readonly to: 'internet' }[];
  readonly peakPerSecond: number;
  /** Peak of the busiest on-sale window. */
  readonly onSalePerSecond?: number;
  /** Share of the requests of a month that are to be answered, in per cent. */
  readonly availabilityPercent: number;
}

/** One tier of servers. */
export interface TierDeclaration {
  readonly of: string;
  readonly requestsPerSecond: number;
}

/** One database. */
export interface DatabaseDeclaration {
  readonly of: string;
  /** Connections that the smallest of its instances takes. */
  readonly maxConnections: number;
}

/** What operators do on a kind of fault. */
export interface RunbookDeclaration {
  readonly id: string;
  readonly document: string;
  readonly on: readonly ('zone-cut-off' | 'region-lost')[];
  readonly does: readonly ('shift-zone' | 'evacuate-writer' | 'restore-region')[];
  readonly seconds: number;
  readonly region?: string;
}

/** Within how many seconds every service answers again, and how much work may be lost, within the Region and with it. */
export interface ObjectiveDeclarations {
  readonly instanceSeconds?: number;
  readonly writerSeconds?: number;
  readonly zoneSeconds: number;
  readonly regionSeconds?: number;
  readonly dataLossSeconds: number;
  readonly regionDataLossSeconds?: number;
}

/** What the site as a whole promises: to answer reads and writes at its entry, within its objectives. */
export function declaredPromises(
  site: Site,
  entry: string,
  tiers: Readonly<Record<TierName, string>>,
): FailureDeclarations {
  return {
    services: [
      serviceOf(site, { id: 'GET', label: 'read (GET)', method: 'GET', entry }, tiers),
      serviceOf(site, { id: 'POST', label: 'purchase or other write (POST)', method: 'POST', entry }, tiers),
    ],
    objectives: objectivesOf(site),
    clientRecoverySeconds: CLIENT_SECONDS,
  };
}

/** What one instance of a tier serves. */
export function declaredTier({ tiers }: Site, tier: TierName, of: string): TierDeclaration {
  return { of, requestsPerSecond: tiers[tier].rpsPerInstance };
}

/** What operators do by hand, with a function of the site that moves the writer, when a zone is cut off from the others. */
export function declaredZoneRunbooks({ operations }: Site): readonly RunbookDeclaration[] {
  const { runbookSeconds: seconds } = operations;
  return [
    {
      id: 'zone-shift',
      document: 'docs/runbooks/zone-without-servers.md',
      on: ['zone-cut-off'],
      does: ['shift-zone'],
      seconds,
    },
    {
      id: 'writer-evacuation',
      document: 'docs/runbooks/evacuate-writer.md',
      on: ['zone-cut-off'],
      does: ['evacuate-writer'],
      seconds,
    },
  ];
}

/** What is done in a Region when the primary one is lost: the first of the site file is the one to restore in. */
export function declaredRestore({ regions }: Site, region: string): readonly RunbookDeclaration[] {
  return regions.recovery[0]?.region === region
    ? [
        {
          id: 'region-restore',
          document: 'docs/runbooks/site-outage.md',
          on: ['region-lost'],
          does: ['restore-region'],
          seconds: VAULT_RECOVERY_SECONDS,
          region,
        },
      ]
    : [];
}

type ServiceBase = Pick<ServiceDeclaration, 'id' | 'label' | 'method' | 'entry'>;

function serviceOf(
  { capacity, network, objectives }: Site,
  base: ServiceBase,
  tiers: Readonly<Record<TierName, string>>,
): ServiceDeclaration {
  const egress = needsEgress(network.egressNeededBy, base.method)
    ? (['web', 'app'] as const).filter((tier) => network.egressDomains[tier].length > 0)
    : [];
  const { peakRps, onSale } = capacity;
  return {
    ...base,
    ...(egress.length === 0 ? {} : { egress: egress.map((tier) => ({ from: tiers[tier], to: 'internet' })) }),
    peakPerSecond: peakRps,
    ...(onSale.length === 0 ? {} : { onSalePerSecond: Math.max(...onSale.map((window) => window.peakRps)) }),
    availabilityPercent: objectives.availabilityPercent,
  };
}

function needsEgress(need: EgressNeed, method: 'GET' | 'POST'): boolean {
  return need === 'every-request' || (need === 'writes' && method === 'POST');
}

/** Within the Region nothing is lost: every copy of the volume that a write needs has it before it is acknowledged. */
function objectivesOf({ objectives }: Site): ObjectiveDeclarations {
  const { instanceRtoSeconds, writerRtoSeconds, zoneRtoSeconds, regionRtoSeconds, regionRpoSeconds } = objectives;
  return {
    ...(instanceRtoSeconds === undefined ? {} : { instanceSeconds: instanceRtoSeconds }),
    ...(writerRtoSeconds === undefined ? {} : { writerSeconds: writerRtoSeconds }),
    zoneSeconds: zoneRtoSeconds,
    ...(regionRtoSeconds === undefined ? {} : { regionSeconds: regionRtoSeconds }),
    dataLossSeconds: 0,
    ...(regionRpoSeconds === undefined ? {} : { regionDataLossSeconds: regionRpoSeconds }),
  };
}
