import type { Policy } from '../../../lib/verify/policy/types';
import { safetyConfirmationPolicy } from './safety-confirmation.policy';
import { starterPolicy } from './starter.policy';
import { ticketAgencyPolicy } from './ticket-agency.policy';

/** Policies of the reference sites, by the name of the site. */
export const SITE_POLICIES = {
  'ticket-agency': ticketAgencyPolicy,
  'safety-confirmation': safetyConfirmationPolicy,
  starter: starterPolicy,
} as const satisfies Readonly<Record<string, Policy>>;
