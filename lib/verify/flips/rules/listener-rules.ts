import {
  asNumber,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
} from '../../../template';
import type { FlipRule } from '../types';
import { itemsAt, type Item } from './items';
import { makeRule, nameOf, removal, setting, unsetting, without, type FlipSpec } from './make-rule';

/** A port that a listener is opened on: the first that it does not have. */
const PORTS = [80, 443, 22];

/** Listeners of load balancers, what they do by default, and their rules. */
export function listenerRules(model: TemplateModel, resource: TemplateResource): readonly FlipRule[] {
  switch (resource.type) {
    case 'AWS::ElasticLoadBalancingV2::Listener':
      return [
        makeRule(resource, 'listener', undefined, [removal(resource), ...openings(resource)]),
        ...actions(model, resource, 'DefaultActions'),
      ];
    case 'AWS::ElasticLoadBalancingV2::ListenerRule':
      return [makeRule(resource, 'listener', undefined, [removal(resource)]), ...actions(model, resource, 'Actions')];
    case 'AWS::ElasticLoadBalancing::LoadBalancer':
      return itemsAt(resource, ['Listeners']).map(({ path, name }) =>
        makeRule(resource, 'listener', name, [
          unsetting(resource, path),
          setting('other-port', resource, [...path, 'LoadBalancerPort'], '22', '22'),
        ]),
      );
    default:
      return [];
  }
}

function openings(resource: TemplateResource): readonly FlipSpec[] {
  const port = asNumber(resource.properties['Port']);
  const other = PORTS.find((each) => each !== port);
  const specs: FlipSpec[] = [];
  if (port !== undefined && other !== undefined) {
    specs.push(setting('other-port', resource, ['Port'], other, String(other)));
  }
  if (resource.properties['Protocol'] === 'TCP' || resource.properties['Protocol'] === 'UDP') {
    specs.push(setting('protocol-all', resource, ['Protocol'], 'TCP_UDP'));
  }
  return specs;
}

/** Each action made to forward, and to forward elsewhere. */
function actions(
  model: TemplateModel,
  resource: TemplateResource,
  property: 'DefaultActions' | 'Actions',
): readonly FlipRule[] {
  const targets = (model.byType.get('AWS::ElasticLoadBalancingV2::TargetGroup') ?? []).filter(
    ({ stack }) => stack === resource.stack,
  );
  return itemsAt(resource, [property]).map((item) =>
    makeRule(
      resource,
      'listener-action',
      item.name,
      targets
        .filter(({ logicalId }) => !forwardsTo(item, logicalId))
        .map(({ logicalId }) => forwarding(resource, item, { Ref: logicalId })),
    ),
  );
}

function forwardsTo({ value }: Item, logicalId: string): boolean {
  const action: JsonObject = isObject(value) ? value : {};
  return asString(action['Type']) === 'forward' && nameOf(action['TargetGroupArn']) === logicalId;
}

function forwarding(resource: TemplateResource, { value, path }: Item, target: JsonValue): FlipSpec {
  const action: JsonObject = isObject(value) ? value : {};
  const bare = without(action, 'FixedResponseConfig', 'RedirectConfig', 'ForwardConfig');
  return setting('other-target', resource, path, { ...bare, Type: 'forward', TargetGroupArn: target }, nameOf(target));
}
