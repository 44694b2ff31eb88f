import type { TemplateModel } from '../../template';
import type { Origin } from '../network/types';
import type { Words } from '../policy/types';
import type { Edit } from './edit-model';

/** What a rule of a template is. */
export type RuleKind =
  | 'group-ingress'
  | 'group-egress'
  | 'acl-entry'
  | 'acl-association'
  | 'route'
  | 'table-association'
  | 'propagation'
  | 'listener'
  | 'listener-action'
  | 'firewall-stateless'
  | 'firewall-stateful'
  | 'firewall-domains'
  | 'firewall-suricata'
  | 'firewall-default'
  | 'firewall-group'
  | 'firewall-variable'
  | 'transit-association'
  | 'transit-propagation'
  | 'transit-route'
  | 'transit-default'
  | 'endpoint-association'
  | 'public-address'
  | 'source-check'
  | 'publicly-accessible';

/** How a flip changes a rule. */
export type FlipKind =
  | 'remove'
  | 'peer-any'
  | 'peer-any-ipv6'
  | 'ports-all'
  | 'protocol-all'
  | 'allow-deny'
  | 'internet-gateway'
  | 'other-target'
  | 'destination-any'
  | 'other-port'
  | 'every-name'
  | 'pass'
  | 'drop'
  | 'inspect'
  | 'add'
  | 'turn';

/** One rule of a template: the least that can be changed by itself. */
export interface FlipRule {
  /** Stable name: `<construct path of the stack>/<logical id>`, with the property behind a `#`. */
  readonly id: string;
  readonly kind: RuleKind;
  /** The resource, its line, and the property. */
  readonly origin: Origin;
  readonly flips: readonly Flip[];
}

/** A rule turned into something else. */
export interface Flip {
  /** Stable name: that of the rule, and what is done to it. */
  readonly id: string;
  readonly kind: FlipKind;
  readonly says: Words;
  readonly edits: readonly Edit[];
  /** The model with the flip made; everything else is shared with the model that is given. */
  readonly apply: (model: TemplateModel) => TemplateModel;
}
