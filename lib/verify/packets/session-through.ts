import type { Interface } from './net/network';
import { answerTo } from './net/packet';
import { both, type Truth } from './net/truth';
import type { Conversation } from './converse';
import { listVerdict } from './walk/match';

/**
 * The answer to a client whose address was kept goes back to the node, whatever the route table of the target says.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 * read 2026-11-25
 */
export function sessionThrough(node: Interface, found: Conversation): Truth {
  const { end } = found;
  const reply = answerTo(found.packet);
  if (found.delivers === 'no' || reply === undefined || end?.kind !== 'interface') {
    return found.delivers;
  }
  const at = end.interface.subnet;
  return at === node.subnet
    ? found.delivers
    : [
        found.delivers,
        listVerdict(at.list, 'egress', reply).truth,
        listVerdict(node.subnet.list, 'ingress', reply).truth,
      ].reduce(both);
}
