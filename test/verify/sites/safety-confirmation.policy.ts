import type { Policy } from '../../../lib/verify/policy/types';
import { commonRules, ownSegments, requireMatrix } from './common-rules';
import { segmentsOf } from './matrix-policy';

const matrix = requireMatrix('safety-confirmation');

/** What must hold of `safety-confirmation`. */
export const safetyConfirmationPolicy: Policy = {
  name: 'safety-confirmation',
  segments: segmentsOf(matrix),
  rules: [
    ...commonRules(matrix),
    {
      kind: 'no-egress',
      id: 'nothing-leaves',
      why: 'U10: egress is limited to declared domains, and none is declared',
      from: ownSegments(matrix).filter((name) => name !== 'barrier'),
    },
    {
      kind: 'isolate',
      id: 'administration-by-control-plane',
      why: 'E5 C10: operators come by recorded sessions of the API plane; no packet of theirs goes in',
      from: 'room',
      to: ownSegments(matrix),
      level: 'direct',
    },
    { kind: 'symmetric', id: 'symmetric', why: 'U10: answers cross the firewall that the packets crossed' },
  ],
};
