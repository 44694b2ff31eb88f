import { isList, resourceKey, type JsonObject } from '../../../template';
import { ICMP, TCP, UDP, type ServiceRange } from '../../address';
import type { Hop } from '../../engine/types';
import { valueAt } from '../rules/items';
import type { Candidate } from './types';

/** A listener like the first that the load balancer has, on the port that is asked for. */
export function openListener({ origin }: Hop, service: ServiceRange): Candidate | undefined {
  const balancer = origin.resource;
  const listener = balancer?.stack.resources.find(
    ({ type, properties }) =>
      type === 'AWS::ElasticLoadBalancingV2::Listener' &&
      JSON.stringify(properties['LoadBalancerArn']) === JSON.stringify({ Ref: balancer.logicalId }),
  );
  if (balancer === undefined || listener === undefined || service.protocol !== TCP || service.ports === undefined) {
    return undefined;
  }
  const label = balancer.constructPath ?? balancer.logicalId;
  const port = service.ports.from;
  return {
    kind: 'listener',
    says: { en: `let ${label} listen on ${port}`, ja: `${label} にポート ${port} のリスナーを加える` },
    edits: [
      {
        kind: 'add',
        resource: `${resourceKey(listener)}Port${port}`,
        type: listener.type,
        properties: { ...listener.properties, Port: port },
      },
    ],
    origins: [origin],
  };
}

/** A rule that passes the service, before all others of the rule group that stops it. */
export function openFirewall({ rule }: Hop, service: ServiceRange): Candidate | undefined {
  const group = rule?.resource;
  const path = ['RuleGroup', 'RulesSource', 'StatefulRules'];
  const list = valueAt(group?.properties, path);
  if (rule === undefined || group === undefined || !isList(list) || service.protocol === 'any') {
    return undefined;
  }
  const { from, to } = service.ports ?? { from: 0, to: 65535 };
  const protocol = { [TCP]: 'TCP', [UDP]: 'UDP', [ICMP]: 'ICMP' }[service.protocol] ?? 'IP';
  const added: JsonObject = {
    Action: 'PASS',
    Header: {
      Protocol: protocol,
      Source: 'ANY',
      SourcePort: 'ANY',
      Direction: 'FORWARD',
      Destination: 'ANY',
      DestinationPort: service.ports === undefined ? 'ANY' : from === to ? String(from) : `${from}:${to}`,
    },
    RuleOptions: [{ Keyword: 'sid', Settings: ['999999'] }],
  };
  return {
    kind: 'firewall',
    says: {
      en: `let ${rule.label} pass ${serviceName(service)} before its other rules`,
      ja: `${rule.label} の先頭に ${serviceName(service)} を通過させるルールを加える`,
    },
    edits: [
      {
        kind: 'set',
        resource: resourceKey(group),
        path,
        value: [added, ...list],
      },
    ],
    origins: [rule],
  };
}

/** A service as a person writes it. */
export function serviceName({ protocol, ports }: ServiceRange): string {
  const name =
    protocol === TCP ? 'tcp' : protocol === UDP ? 'udp' : protocol === 'any' ? 'everything' : `protocol ${protocol}`;
  return ports === undefined
    ? name
    : `${name}/${ports.from === ports.to ? String(ports.from) : `${ports.from}-${ports.to}`}`;
}
