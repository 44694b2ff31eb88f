import type { Verifier } from '../../engine/verifier';
import type { GroupRule, SecurityGroup } from '../../network/types';
import type { PolicyFinding } from '../types';
import { groupUse } from './group-use';
import { membersOf } from './group-rules';
import { noteFinding } from './make-finding';
import { mentionedFrom } from './mentions';
import { isWritten } from './written-rules';

/** Worlds beyond this number are not looked at one by one. */
const MOST_WORLDS = 8;

/** Rules of security groups without which everything would arrive that arrives now, in every possible world. */
export function unneededRuleFindings(verifier: Verifier, alreadyTold: ReadonlySet<string>): readonly PolicyFinding[] {
  if (verifier.worlds.length > MOST_WORLDS) {
    return [];
  }
  const asked = rulesOf(verifier).filter(({ origin }) => !alreadyTold.has(origin.id));
  const ids = new Set(asked.map(({ origin }) => origin.id));
  const uses = verifier.worlds.map((_, index) => groupUse(verifier.view(index), ids));
  const isNeeded = ({ origin }: GroupRule) => uses.some(({ needed }) => needed.has(origin.id));
  const isUsed = ({ origin }: GroupRule) => uses.some(({ used }) => used.has(origin.id));
  return asked
    .filter((rule) => !isNeeded(rule))
    .map((rule) =>
      noteFinding(
        'GROUP_RULE_UNNEEDED',
        rule.origin,
        isUsed(rule)
          ? {
              en: 'whatever the rule allows, other rules allow too: everything would arrive without it',
              ja: 'このルールが許可する通信はすべて他のルールでも許可されており、削除しても到達性は変わらない',
            }
          : {
              en: 'nothing that the rule allows ever arrives: something else on every way stops it',
              ja: 'このルールが許可する通信は、経路上の他の設定によってすべて遮断されており、実際には到達しない',
            },
        ['SG-01'],
      ),
    );
}

/** Rules that somebody wrote, between groups that nothing carries which is not understood. */
function rulesOf({ network }: Verifier): readonly GroupRule[] {
  const isMentioned = mentionedFrom(network.octopuses.flatMap(({ origin }) => origin.resource ?? []));
  const isClear = ({ origin, isExternal, open }: SecurityGroup) =>
    isExternal !== true &&
    open === undefined &&
    (origin.resource === undefined || (origin.resource.stack.tainted.length === 0 && !isMentioned(origin.resource)));
  return network.groups
    .filter((group) => isClear(group) && membersOf(group, network).length > 0)
    .flatMap(({ ingress, egress }) => [...ingress, ...egress])
    .filter((rule) => isWritten(rule) && (rule.peer.kind !== 'group' || isClear(rule.peer.group)));
}
