import { andNot, isEmpty, or, type Bits } from '../../address';
import type { WorldView } from '../../engine/world-view';
import type { AclRule, NetworkAcl } from '../../network/types';
import type { PolicyFinding } from '../types';
import { warningFinding } from './make-finding';

/**
 * Entries of network ACLs that never decide, because entries with lower numbers decide for every packet that they match.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html read 2026-11-26
 */
export function aclEntryFindings({ network, judge }: WorldView): readonly PolicyFinding[] {
  const acls = new Map<string, NetworkAcl>(
    network.subnets.flatMap(({ acl }) => acl.options.map((option) => [option.id, option] as const)),
  );
  return [...acls.values()].flatMap((acl) =>
    [acl.ingress, acl.egress].flatMap((rules) => shadowed(rules, judge.graph.env)),
  );
}

function shadowed(
  rules: readonly AclRule[],
  { spaces, acls }: WorldView['judge']['graph']['env'],
): readonly PolicyFinding[] {
  const decided = new Map<number, Bits>();
  return rules.flatMap((rule) => {
    let isLive = rule.number === undefined || rule.exists === 'no';
    for (const { index } of spaces.addresses.classes) {
      const { may, must } = acls.matches(rule, index);
      const before = decided.get(index) ?? spaces.services.none();
      isLive ||= !isEmpty(andNot(may, before));
      // A rule whose place is not known decides nothing for sure.
      if (rule.number !== undefined && !isEmpty(must)) {
        decided.set(index, or(before, must));
      }
    }
    const isWritten = rule.origin.resource?.type === 'AWS::EC2::NetworkAclEntry' || rule.origin.property !== undefined;
    return isLive || !isWritten
      ? []
      : [
          warningFinding(
            'ACL_ENTRY_SHADOWED',
            rule.origin,
            {
              en: `entry ${String(rule.number)} never decides: entries with lower numbers decide for every packet that it matches`,
              ja: `エントリー ${String(rule.number)} に一致するパケットはすべて、より番号の小さいエントリーで判定されるため、このエントリーは評価されない`,
            },
            ['ACL-01'],
          ),
        ];
  });
}
