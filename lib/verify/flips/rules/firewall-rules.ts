import { asString, isList, isObject, type JsonObject, type JsonValue, type TemplateResource } from '../../../template';
import type { FlipRule } from '../types';
import { itemsAt, valueAt } from './items';
import { makeRule, setting, unsetting, without, type FlipSpec } from './make-rule';
import { suricataRules } from './suricata-lines';
import { variableRules } from './variable-rules';

const SOURCE = ['RuleGroup', 'RulesSource'] as const;

/** Rules of Network Firewall rule groups. */
export function firewallRules(resource: TemplateResource): readonly FlipRule[] {
  return resource.type === 'AWS::NetworkFirewall::RuleGroup'
    ? [
        ...statelessRules(resource),
        ...statefulRules(resource),
        ...domainList(resource),
        ...suricataRules(resource, [...SOURCE, 'RulesString']),
        ...['IPSets', 'PortSets'].flatMap((sets) =>
          variableRules(resource, ['RuleGroup', 'RuleVariables', sets], `RuleVariables.${sets}`),
        ),
      ]
    : [];
}

/** Every address, in the form that a stateless rule has for it. */
const ANY = [{ AddressDefinition: '0.0.0.0/0' }];

function statelessRules(resource: TemplateResource): readonly FlipRule[] {
  const list = [...SOURCE, 'StatelessRulesAndCustomActions', 'StatelessRules'];
  return itemsAt(resource, list).map(({ value, path, name }) => {
    const definition = [...path, 'RuleDefinition'];
    const attributes = [...definition, 'MatchAttributes'];
    const action = valueAt(value, ['RuleDefinition', 'Actions', 0]);
    const match = valueAt(value, ['RuleDefinition', 'MatchAttributes']);
    const specs: FlipSpec[] = [unsetting(resource, path)];
    if (action !== 'aws:pass') {
      specs.push(setting('pass', resource, [...definition, 'Actions'], ['aws:pass']));
    }
    if (action === 'aws:pass') {
      specs.push(setting('drop', resource, [...definition, 'Actions'], ['aws:drop']));
    }
    for (const side of ['Sources', 'Destinations']) {
      specs.push(setting('peer-any', resource, [...attributes, side], ANY, side));
    }
    if (isObject(match)) {
      const open = without(match, 'SourcePorts', 'DestinationPorts', 'TCPFlags');
      specs.push(setting('ports-all', resource, attributes, open));
      specs.push(setting('protocol-all', resource, attributes, without(open, 'Protocols')));
    }
    return makeRule(resource, 'firewall-stateless', name, specs);
  });
}

function statefulRules(resource: TemplateResource): readonly FlipRule[] {
  return itemsAt(resource, [...SOURCE, 'StatefulRules']).map(({ value, path, name }) => {
    const action = asString(valueAt(value, ['Action']));
    const header = [...path, 'Header'];
    const specs: FlipSpec[] = [unsetting(resource, path)];
    if (action !== undefined) {
      const other = action === 'PASS' ? 'DROP' : 'PASS';
      specs.push(setting('allow-deny', resource, [...path, 'Action'], other, other));
    }
    for (const side of ['Source', 'Destination']) {
      if (valueAt(value, ['Header', side]) !== 'ANY') {
        specs.push(setting('peer-any', resource, [...header, side], 'ANY', side));
      }
    }
    if (valueAt(value, ['Header', 'DestinationPort']) !== 'ANY') {
      specs.push(setting('ports-all', resource, [...header, 'DestinationPort'], 'ANY'));
    }
    const written = valueAt(value, ['Header']);
    if (isObject(written) && written['Protocol'] !== 'IP') {
      const open: JsonObject = { ...written, Protocol: 'IP', SourcePort: 'ANY', DestinationPort: 'ANY' };
      specs.push(setting('protocol-all', resource, header, open));
    }
    return makeRule(resource, 'firewall-stateful', name, specs);
  });
}

/**
 * A list of names: turned round, opened to every name, and without each of its names.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RulesSourceList.html read 2026-11-26
 */
function domainList(resource: TemplateResource): readonly FlipRule[] {
  const path = [...SOURCE, 'RulesSourceList'];
  const list = valueAt(resource.properties, path);
  if (!isObject(list)) {
    return [];
  }
  const targets: readonly JsonValue[] = isList(list['Targets']) ? list['Targets'] : [];
  const kind = list['GeneratedRulesType'];
  const other = kind === 'ALLOWLIST' ? 'DENYLIST' : 'ALLOWLIST';
  return [
    makeRule(resource, 'firewall-domains', 'RulesSourceList', [
      ...(typeof kind === 'string'
        ? [setting('allow-deny', resource, [...path, 'GeneratedRulesType'], other, other)]
        : []),
      setting('every-name', resource, [...path, 'Targets'], [...targets, '.']),
      setting('protocol-all', resource, [...path, 'TargetTypes'], ['TLS_SNI', 'HTTP_HOST']),
    ]),
    ...(targets.length < 2 ? [] : itemsAt(resource, [...path, 'Targets'])).map((item) =>
      makeRule(resource, 'firewall-domains', `RulesSourceList.${item.name}`, [unsetting(resource, item.path)]),
    ),
  ];
}
