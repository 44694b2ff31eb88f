import type { Party } from '../../engine/types';
import type { Verifier } from '../../engine/verifier';
import { strangerAddresses } from '../defaults/stranger';
import { common, without } from '../run/service-words';
import { originOf } from '../select/candidates';
import type { PolicyFinding, Words } from '../types';
import { errorFinding, warningFinding } from './make-finding';

/**
 * What strangers reach over IPv6 and not over IPv4: as a rule somebody has closed the one and not thought of the other.
 */
export function ipv6Findings(verifier: Verifier): readonly PolicyFinding[] {
  const strangers = strangerAddresses(verifier);
  const ipv6 = strangers.find((address) => address.includes(':'));
  const ipv4 = strangers.find((address) => !address.includes(':'));
  if (ipv6 === undefined || ipv4 === undefined) {
    return [];
  }
  const [from4, from6] = [verifier.internetAt(ipv4), verifier.internetAt(ipv6)];
  const open = (from: Party, to: Party) => verifier.betweenGroups([from], [to], 'delivers', 'direct');
  const found = verifier.parties.filter(hasIpv6).flatMap((party): readonly PolicyFinding[] => {
    const [over4, over6] = [open(from4, party), open(from6, party)];
    const more = without(over6.may, over4.may);
    const surely = common(over6.some, more);
    const origin = originOf(party);
    return more.length === 0 || origin === undefined
      ? []
      : surely.length > 0
        ? [errorFinding(CODE, origin, saysOf(origin.label, surely, true), ['IGW-03'])]
        : [warningFinding(CODE, origin, saysOf(origin.label, more, false), ['IGW-03'])];
  });
  return [...new Map(found.map((finding) => [`${finding.origin?.id ?? ''} ${finding.says.en}`, finding])).values()];
}

const CODE = 'IPV6_OPEN_IPV4_CLOSED';

function saysOf(label: string, services: readonly string[], isSure: boolean): Words {
  const isAll = services.includes('all');
  const [en, ja] = isAll ? ['every port', 'すべてのポート'] : [services.join(', '), services.join('、')];
  return {
    en: `anybody ${isSure ? 'reaches' : 'may reach'} ${label} over IPv6 on ${en}, and not over IPv4`,
    ja: `${label} の ${ja} は、IPv4 では閉じているが、IPv6 では不特定多数から到達${isSure ? 'できる' : 'できる可能性がある'}`,
  };
}

function hasIpv6(party: Party): boolean {
  return (
    party.kind === 'interface' &&
    party.interface.addresses.some(
      ({ block, has }) => has !== 'no' && (block.kind === 'literal' ? block.interval.family : block.family) === 6,
    )
  );
}
