import type { Policy } from '../../../lib/verify/policy/types';
import { commonRules, innerSegments, ownSegments, requireMatrix } from './common-rules';
import { segmentsOf } from './matrix-policy';

const matrix = requireMatrix('ticket-agency');

/** What must hold of `ticket-agency`. */
export const ticketAgencyPolicy: Policy = {
  name: 'ticket-agency',
  segments: segmentsOf(matrix),
  rules: [
    ...commonRules(matrix),
    {
      kind: 'isolate',
      id: 'partner-only-from-app',
      why: 'U9: only app servers talk to a partner centre',
      from: ownSegments(matrix).filter((name) => name !== 'app'),
      to: 'settlement',
      level: 'direct',
    },
    {
      kind: 'reach-only',
      id: 'partner-on-agreed-port',
      why: 'U9 U10: on the agreed TCP port, and nothing else goes out',
      from: 'app',
      to: 'settlement',
      services: ['tcp/443'],
      level: 'direct',
    },
    {
      kind: 'isolate',
      id: 'partner-does-not-come-in',
      why: 'U9 U19: partner connectivity is default-deny; a partner is talked to, it does not come in',
      from: 'settlement',
      to: innerSegments(matrix).filter((name) => name !== 'dmz'),
    },
    {
      kind: 'isolate',
      id: 'administration-by-control-plane',
      why: 'E5 C10: operators come by recorded sessions of the API plane; no packet of theirs goes in',
      from: ['room', 'support'],
      to: ownSegments(matrix),
      level: 'direct',
    },
    { kind: 'symmetric', id: 'symmetric', why: 'U10: answers cross the firewall that the packets crossed' },
  ],
};
