import type { Verifier } from '../../engine/verifier';
import type { PolicyFinding } from '../types';
import { aclEntryFindings } from './acl-entries';
import { groupRuleFindings } from './group-rules';
import { ipv6Findings } from './ipv6';
import { openListenerFindings } from './listeners';
import { sortFindings } from './make-finding';
import { mentionedResources } from './mentions';
import { firewallRuleFindings, transitRouteFindings } from './ordered-rules';
import { surpriseFindings } from './surprises';
import { unneededRuleFindings } from './unneeded-rules';

/** What is wrong or surprising in a network without a question having been asked. */
export function findFindings(verifier: Verifier): readonly PolicyFinding[] {
  // Questions about addresses cut the network anew: they come before what looks at its parts.
  const asked = [...openListenerFindings(verifier), ...ipv6Findings(verifier)];
  const view = verifier.view(0);
  const rules = [
    ...groupRuleFindings(view, mentionedResources(verifier.model)),
    ...aclEntryFindings(view),
    ...firewallRuleFindings(view),
    ...transitRouteFindings(view),
  ];
  const told = new Set(rules.flatMap(({ origin }) => origin?.id ?? []));
  return sortFindings([...asked, ...surpriseFindings(verifier), ...rules, ...unneededRuleFindings(verifier, told)]);
}
