import type { JsonObject } from '../../../lib/template';
import { guarded, policy, ruleGroup, statefulRules, strict } from './parts/firewall';
import { ref, template, type Resources } from './parts/template';
import { ask, blocked, oneWay, reaches, type Scenario } from './scenario';

const GUIDE = 'https://docs.aws.amazon.com/network-firewall/latest/developerguide';
const PROCESSING = `${GUIDE}/firewall-policy-processing.html`;
const ORDER = `${GUIDE}/suricata-rule-evaluation-order.html`;
const DOMAINS = `${GUIDE}/stateful-rule-groups-domain-names.html`;

/** A stateless rule for TCP to port 80, from a range if one is given. */
function toPort80(priority: number, action: 'pass' | 'drop', source?: string): JsonObject {
  return {
    Priority: priority,
    RuleDefinition: {
      Actions: [`aws:${action}`],
      MatchAttributes: {
        Protocols: [6],
        DestinationPorts: [{ FromPort: 80, ToPort: 80 }],
        ...(source === undefined ? {} : { Sources: [{ AddressDefinition: source }] }),
      },
    },
  };
}

function statelessRules(...rules: readonly JsonObject[]): Resources {
  return ruleGroup('Stateless', 'STATELESS', {
    RulesSource: { StatelessRulesAndCustomActions: { StatelessRules: rules } },
  });
}

const STATELESS = { StatelessRuleGroupReferences: [{ ResourceArn: ref('Stateless'), Priority: 1 }] };
const STATEFUL = { StatefulRuleGroupReferences: [{ ResourceArn: ref('Stateful') }] };

/** A list of domains that HTTP may name. */
function domains(type: 'ALLOWLIST' | 'DENYLIST'): Resources {
  return ruleGroup('Stateful', 'STATEFUL', {
    RulesSource: {
      RulesSourceList: { GeneratedRulesType: type, Targets: ['.example.com'], TargetTypes: ['HTTP_HOST'] },
    },
  });
}

/** Network Firewall: which rule decides. */
export const FIREWALL_RULES: readonly Scenario[] = [
  {
    id: 'firewall-drops-what-no-stateless-rule-matches',
    url: `${GUIDE}/stateless-default-actions.html`,
    says: 'The default actions apply to packets that match no stateless rule: drop blocks, pass permits them.',
    template: template(guarded(policy('drop', STATELESS)), statelessRules(toPort80(10, 'pass', '198.51.100.0/24'))),
    asks: [
      blocked('internet', 'Server', 'tcp/443'),
      blocked('internet:203.0.113.9', 'Server', 'tcp/80'),
      oneWay('internet:198.51.100.7', 'Server', 'tcp/80', { why: 'the answer matches no stateless rule' }),
    ],
  },
  {
    id: 'firewall-passes-by-default-if-told',
    url: `${GUIDE}/stateless-default-actions.html`,
    says: 'Pass discontinues all inspection of the packet and permits it to go to its destination.',
    template: template(guarded(policy('pass'))),
    asks: [reaches('internet', 'Server', 'tcp/443'), reaches('Server', 'internet', 'udp/53')],
  },
  {
    id: 'firewall-stateless-rules-by-priority',
    url: PROCESSING,
    says: 'Stateless rules are evaluated from the lowest priority setting on until one matches.',
    template: template(
      guarded(policy('pass', STATELESS)),
      statelessRules(toPort80(20, 'drop'), toPort80(10, 'pass', '198.51.100.0/24')),
    ),
    asks: [
      reaches('internet:198.51.100.7', 'Server', 'tcp/80'),
      blocked('internet:203.0.113.9', 'Server', 'tcp/80'),
      reaches('internet:203.0.113.9', 'Server', 'tcp/443'),
    ],
  },
  {
    id: 'firewall-stateless-pass-skips-stateful-rules',
    url: PROCESSING,
    says: 'The stateless engine comes first; only packets that it forwards are evaluated by the stateful engine.',
    template: template(
      guarded(policy('pass', STATEFUL)),
      statefulRules('Stateful', 'DEFAULT_ACTION_ORDER', [['DROP', '80']]),
    ),
    asks: [reaches('internet', 'Server', 'tcp/80')],
  },
  {
    id: 'firewall-action-order-passes-first',
    url: ORDER,
    says: 'In action order all pass rules are evaluated before any drop rule, wherever they stand.',
    template: template(
      guarded(policy('forward_to_sfe', STATEFUL)),
      statefulRules('Stateful', 'DEFAULT_ACTION_ORDER', [
        ['DROP', '80'],
        ['DROP', '22'],
        ['PASS', '80'],
      ]),
    ),
    asks: [reaches('internet', 'Server', 'tcp/80'), blocked('internet', 'Server', 'tcp/22')],
  },
  {
    id: 'firewall-strict-order-as-written',
    url: ORDER,
    says: 'In strict order the rules of a group are processed in the order in which they are defined.',
    template: template(
      guarded(strict('Stateful', ['aws:drop_strict'])),
      statefulRules('Stateful', 'STRICT_ORDER', [
        ['DROP', '80'],
        ['PASS', '80'],
        ['PASS', '443'],
        ['DROP', '443'],
      ]),
    ),
    asks: [blocked('internet', 'Server', 'tcp/80'), reaches('internet', 'Server', 'tcp/443')],
  },
  {
    id: 'firewall-drop-all-drops-the-rest',
    url: ORDER,
    says: 'The default action "Drop all" of strict order drops all packets that no rule matched.',
    template: template(
      guarded(strict('Stateful', ['aws:drop_strict'])),
      statefulRules('Stateful', 'STRICT_ORDER', [['PASS', '443']]),
    ),
    asks: [
      reaches('Server', 'internet', 'tcp/443'),
      blocked('Server', 'internet', 'tcp/80'),
      blocked('Server', 'internet', 'udp/53'),
    ],
  },
  {
    id: 'firewall-drop-established-lets-handshakes-pass',
    url: ORDER,
    says: 'Packets that establish a TCP connection pass, those of established ones drop; UDP and ICMP drop at once.',
    template: template(
      guarded(strict('Stateful', ['aws:drop_established'])),
      statefulRules('Stateful', 'STRICT_ORDER', [['PASS', '443']]),
    ),
    asks: [
      reaches('Server', 'internet', 'tcp/443'),
      ask('Server', 'internet', 'tcp/80', 'yes', 'unknown', { why: 'the handshake returns, no data follows' }),
      blocked('Server', 'internet', 'udp/53'),
      blocked('Server', 'internet', 'icmp'),
    ],
  },
  {
    id: 'firewall-domain-list-goes-by-name-not-address',
    url: DOMAINS,
    says: 'Domain lists evaluate the Host header or SNI, not addresses; what an allow list does not name is denied.',
    template: template(guarded(policy('forward_to_sfe', STATEFUL)), domains('ALLOWLIST')),
    asks: [
      ask('Server', 'internet:203.0.113.9', 'tcp/80', 'unknown', 'unknown', {
        why: 'the client writes the name, whatever the address',
      }),
    ],
  },
  {
    id: 'firewall-domain-list-inspects-its-own-vpc',
    url: DOMAINS,
    says: 'HOME_NET is the range of the VPC of the firewall by default: only traffic from it is filtered by domains.',
    template: template(guarded(policy('forward_to_sfe', STATEFUL)), domains('ALLOWLIST')),
    asks: [reaches('internet', 'Server', 'tcp/80', { why: 'the source lies outside of HOME_NET' })],
  },
];
