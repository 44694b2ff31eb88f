import type { Interface } from '../../network/types';
import type { Env } from './env';
import type { Stage } from './stage';

/** What an interface takes at all, whatever its groups let in. */
export function listenerStages(env: Env, receiver: Interface): readonly Stage[] {
  const { receives, origin } = receiver;
  if (receives === 'all') {
    return [];
  }
  const stage = { hop: 'listener', layer: 'no-listener', origin } as const;
  if (receives === 'none') {
    return [{ ...stage, says: `${origin.label} takes no packets of its own`, pass: env.nothing, rules: ['IF-02'] }];
  }
  const union = (ranges: Parameters<typeof env.spaces.services.union>[0]) => env.spaces.services.union(ranges);
  return [
    {
      ...stage,
      says: `listeners of ${origin.label}`,
      pass: { may: union(receives.may), must: union(receives.must) },
      rules: ['LB-01'],
    },
  ];
}

/** What an interface sends at all, whatever its groups let out. */
export function ownProtocols(env: Env, sender: Interface | undefined): readonly Stage[] {
  return sender?.kind !== 'function'
    ? []
    : [
        {
          hop: 'group-out',
          layer: 'group-out',
          origin: sender.origin,
          says: `${sender.origin.label} opens connections of TCP and UDP only`,
          pass: env.connections,
          rules: ['IF-03'],
        },
      ];
}
