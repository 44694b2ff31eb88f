import type { ReferenceSite } from '../../../support/synth-sites';
import type { Harmless } from '../mutate';
import { safetyConfirmation } from './safety-confirmation';
import { starter } from './starter';
import { ticketAgency } from './ticket-agency';

/** Flips of the reference sites' templates that let more packets arrive without harm. */
export const HARMLESS: Readonly<Record<ReferenceSite, readonly Harmless[]>> = {
  'ticket-agency': ticketAgency,
  'safety-confirmation': safetyConfirmation,
  starter,
};
