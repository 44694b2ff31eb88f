import type { Parties } from '../../engine/parties';

/** Who there is in a network, and who sends what it was sent: whoever looks for senders looks at all of them. */
export function castOf({ byId, forwarding }: Parties): string {
  const all = [...byId.values()].map((party) =>
    party.kind === 'interface' ? `${party.id} ${party.interface.sends}` : party.id,
  );
  return `${all.join()} > ${forwarding.map(({ id }) => id).join()}`;
}
