import { asList, asObject, asString, at, isObject } from '../json';
import { pick, present, resource, textAt, type Converter } from './snapshot-resource';

/** `network-firewall describe-firewall`: the firewall, and beside it the endpoints that it has. */
export const firewall: Converter = (record) => {
  const described = asObject(record['Firewall']);
  const mappings = asList(described['SubnetMappings']).map((mapping) =>
    pick(asObject(mapping), 'SubnetId', 'IPAddressType'),
  );
  const states = Object.values(asObject(asObject(record['FirewallStatus'])['SyncStates']));
  const endpoints = mappings.flatMap((mapping, index) => {
    const state = states.find((candidate) => at(candidate, 'Attachment', 'SubnetId') === mapping['SubnetId']);
    const endpointId = asString(at(state, 'Attachment', 'EndpointId'));
    return endpointId === undefined ? [] : [[`EndpointId[${index}]`, endpointId] as const];
  });
  return [
    resource(
      textAt(described, 'FirewallArn'),
      'AWS::NetworkFirewall::Firewall',
      present({
        ...pick(described, 'FirewallName', 'FirewallPolicyArn', 'VpcId', 'DeleteProtection'),
        SubnetMappings: mappings,
      }),
      { physicalIds: Object.fromEntries(endpoints) },
    ),
  ];
};

/** `network-firewall describe-firewall-policy`. */
export const firewallPolicy: Converter = (record) => {
  const response = asObject(record['FirewallPolicyResponse']);
  return [
    resource(
      textAt(response, 'FirewallPolicyArn'),
      'AWS::NetworkFirewall::FirewallPolicy',
      present({ ...pick(response, 'FirewallPolicyName'), FirewallPolicy: record['FirewallPolicy'] }),
    ),
  ];
};

/** `network-firewall describe-rule-group`. */
export const ruleGroup: Converter = (record) => {
  const response = asObject(record['RuleGroupResponse']);
  return isObject(record['RuleGroup'])
    ? [
        resource(
          textAt(response, 'RuleGroupArn'),
          'AWS::NetworkFirewall::RuleGroup',
          present({ ...pick(response, 'RuleGroupName', 'Type', 'Capacity'), RuleGroup: record['RuleGroup'] }),
        ),
      ]
    : [];
};
