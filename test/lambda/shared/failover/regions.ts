import {
  decideRegionFailover,
  type RegionInput,
  type RegionView,
} from '../../../../lambda/shared/failover/decide-region';
import { known, unknown, type Observed } from '../../../../lambda/shared/observed';
import { NOW } from './stage';

export const APPROVAL = {
  version: 1,
  globalClusterIdentifier: 'global',
  incident: 'incident-1',
  action: 'failover',
  targetRegion: 'ap-northeast-3',
  approvedBy: 'k.tanaka',
  expiresAt: new Date(NOW + 600_000).toISOString(),
  acceptedLoss: 'within-rpo',
} as const;

export type Reading = 'writer' | 'silent' | 'busy' | 'unknown';

/** What is met in a Region, asked from others. */
export function seen(readings: Readonly<Record<string, Reading>>): RegionView['vantages'] {
  return Object.entries(readings).map(([fromRegion, reading]) => ({
    fromRegion,
    reading: reading === 'unknown' ? unknown('Timeout', 'no answer') : known(reading),
  }));
}

export const GONE: Observed<readonly string[]> = unknown('Timeout', 'no answer of the Region');

/** The primary Region is lost to two others, and a person approved of failing over. */
export const LOST: RegionInput = {
  globalClusterIdentifier: 'global',
  incident: 'incident-1',
  action: 'failover',
  primary: {
    region: 'ap-northeast-1',
    writers: GONE,
    vantages: seen({ 'ap-northeast-3': 'silent', 'us-west-2': 'silent' }),
  },
  secondary: { region: 'ap-northeast-3', writers: known([]), vantages: [] },
  lagMilliseconds: known(800),
  rpoMilliseconds: 60_000,
  confirmations: 3,
  isSpent: false,
  isDataLossAllowed: true,
  approval: { token: APPROVAL, isAuthentic: true },
  limits: { confirmations: 3, vantages: 2 },
  now: NOW,
};

/** Both Regions are well, and a person approved of changing their roles. */
export const PLANNED: RegionInput = {
  ...LOST,
  action: 'switchover',
  primary: { region: 'ap-northeast-1', writers: known(['m-a']), vantages: [] },
  approval: { token: { ...APPROVAL, action: 'switchover' }, isAuthentic: true },
};

export function decideOn(changes: Partial<RegionInput>, input = LOST) {
  const decision = decideRegionFailover({ ...input, ...changes });
  const [reason] = decision.reasons;
  return { ...decision, said: `${decision.state} ${reason?.code ?? ''}: ${reason?.detail ?? ''}` };
}

export function approvedWith(changes: Readonly<Record<string, unknown>>): Partial<RegionInput> {
  return { approval: { token: { ...APPROVAL, ...changes }, isAuthentic: true } };
}
