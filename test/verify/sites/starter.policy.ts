import type { Policy } from '../../../lib/verify/policy/types';
import { commonRules, requireMatrix } from './common-rules';
import { segmentsOf } from './matrix-policy';

const matrix = requireMatrix('starter');

/** What must hold of `starter`, which has no firewall: servers reach any address of the internet, over HTTPS. */
export const starterPolicy: Policy = {
  name: 'starter',
  segments: segmentsOf(matrix),
  rules: [
    ...commonRules(matrix),
    {
      kind: 'reach-only',
      id: 'out-over-https-only',
      why: 'U10: egress is limited',
      from: ['dmz', 'app'],
      to: 'internet',
      services: ['tcp/443'],
      level: 'direct',
    },
  ],
};
