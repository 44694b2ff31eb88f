import type { TemplateResource } from '../../../template';
import type { ServiceSpace } from '../../address';
import { carriesGroup } from '../../engine/guards/match';
import type { WorldView } from '../../engine/world-view';
import type { GroupRule, Interface, Network, SecurityGroup, ServiceMatch } from '../../network/types';
import type { PolicyFinding } from '../types';
import { coversMatch, coversServices, meetServices } from './cover';
import { noteFinding, warningFinding } from './make-finding';
import { isWritten } from './written-rules';

/**
 * Rules of security groups that can never match anything, and rules that others of the same group cover.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html read 2026-11-26
 */
export function groupRuleFindings(
  { network, judge }: WorldView,
  isMentioned: (resource: TemplateResource) => boolean,
): readonly PolicyFinding[] {
  const space = judge.graph.env.spaces.services;
  const isFree = ({ origin, isExternal }: SecurityGroup) =>
    isExternal !== true &&
    origin.resource !== undefined &&
    origin.resource.stack.tainted.length === 0 &&
    !isMentioned(origin.resource);
  return network.groups
    .filter((group) => group.isExternal !== true && group.origin.resource !== undefined)
    .flatMap((group) => {
      const members = membersOf(group, network);
      if (members.length === 0) {
        return isFree(group) && !isDefaultOf(group, network) && !isNamed(group, network) ? [unused(group)] : [];
      }
      return (['ingress', 'egress'] as const).flatMap((direction) => [
        ...deadRules(group, direction, members, { network, space, isFree }),
        ...shadowedRules(group[direction], space),
      ]);
    });
}

interface Surroundings {
  readonly network: Network;
  readonly space: ServiceSpace;
  /** Whether nothing but rules names a group. */
  readonly isFree: (group: SecurityGroup) => boolean;
}

function unused(group: SecurityGroup): PolicyFinding {
  return noteFinding(
    'GROUP_UNUSED',
    group.origin,
    {
      en: `nothing in these templates carries ${group.origin.label}, and no rule names it`,
      ja: `セキュリティグループ ${group.origin.label} は、テンプレート内のどのリソースにも関連付けられておらず、どのルールからも参照されていない`,
    },
    ['SG-01'],
  );
}

function deadRules(
  group: SecurityGroup,
  direction: 'ingress' | 'egress',
  members: readonly Interface[],
  { network, space, isFree }: Surroundings,
): readonly PolicyFinding[] {
  return group[direction].filter(isWritten).flatMap((rule) => {
    const { peer } = rule;
    if (peer.kind === 'group' && isFree(peer.group) && membersOf(peer.group, network).length === 0) {
      const [en, ja] = direction === 'ingress' ? ['from', '送信元'] : ['to', '宛先'];
      return [
        warningFinding(
          'GROUP_RULE_DEAD',
          rule.origin,
          {
            en: `the rule allows traffic ${en} ${peer.group.origin.label}, which nothing carries`,
            ja: `${ja}に指定されたセキュリティグループ ${peer.group.origin.label} を持つリソースが存在しないため、このルールは一切機能しない`,
          },
          ['SG-03'],
        ),
      ];
    }
    if (direction === 'ingress' && members.every((member) => takesNothing(member, rule.services, space))) {
      return [
        warningFinding(
          'GROUP_RULE_DEAD',
          rule.origin,
          {
            en: `the rule opens ports on which nobody who carries ${group.origin.label} takes packets`,
            ja: `${group.origin.label} を持つリソースはいずれもこのポートで待ち受けていないため、このルールは一切機能しない`,
          },
          ['SG-01', 'LB-01'],
        ),
      ];
    }
    return direction === 'egress' && members.every(({ sends, kind }) => !sends && !forwards(kind))
      ? [
          noteFinding(
            'GROUP_RULE_DEAD',
            rule.origin,
            {
              en: `nobody who carries ${group.origin.label} opens connections, and answers need no rule`,
              ja: `${group.origin.label} を持つリソースは自ら接続を開始せず、応答にはルールが不要なため、このアウトバウンドルールは機能しない`,
            },
            ['SG-04'],
          ),
        ]
      : [];
  });
}

/** Of two rules that say the same, the later one is the one that is told. */
function shadowedRules(rules: readonly GroupRule[], space: ServiceSpace): readonly PolicyFinding[] {
  return rules.flatMap((rule, index) => {
    const cover = rules.find(
      (other, at) =>
        at !== index &&
        other.origin.id !== rule.origin.id &&
        covers(other, rule, space) &&
        (at < index || !covers(rule, other, space)),
    );
    return cover === undefined || !isWritten(rule)
      ? []
      : [
          noteFinding(
            'GROUP_RULE_SHADOWED',
            rule.origin,
            {
              en: `${cover.origin.label}${propertyOf(cover)} already allows everything that the rule allows`,
              ja: `このルールが許可する通信は、${cover.origin.label}${propertyOf(cover)} ですべて許可済みである`,
            },
            ['SG-01'],
          ),
        ];
  });
}

function covers(outer: GroupRule, inner: GroupRule, space: ServiceSpace): boolean {
  return (
    outer.exists === 'yes' &&
    coversMatch(outer.peer, inner.peer) &&
    coversServices(space, outer.services, inner.services)
  );
}

/** Interfaces that carry a group, or may. */
export function membersOf(group: SecurityGroup, { interfaces }: Network): readonly Interface[] {
  return interfaces.filter(
    (each) => each.kind !== 'hypothetical' && each.kind !== 'octopus' && carriesGroup(each, group) !== 'no',
  );
}

function takesNothing({ receives }: Interface, services: ServiceMatch, space: ServiceSpace): boolean {
  return receives === 'none' || (receives !== 'all' && !meetServices(space, receives, services));
}

function forwards(kind: Interface['kind']): boolean {
  return kind === 'load-balancer' || kind === 'database-proxy' || kind === 'nat-gateway';
}

function isDefaultOf(group: SecurityGroup, { vpcs }: Network): boolean {
  return vpcs.some(({ defaultGroup }) => defaultGroup.id === group.id);
}

function isNamed(group: SecurityGroup, { groups }: Network): boolean {
  return groups.some((each) =>
    [...each.ingress, ...each.egress].some(({ peer }) => peer.kind === 'group' && peer.group.id === group.id),
  );
}

function propertyOf({ origin }: GroupRule): string {
  return origin.property === undefined ? '' : ` ${origin.property}`;
}
