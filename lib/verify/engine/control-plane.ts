import { knownBoolean, targetOf, type Evaluator, type TemplateModel, type TemplateResource } from '../../template';
import type { Origin } from '../network/types';
import { and, isEmpty, TCP } from '../address';
import type { Graph } from './graph';
import type { Party } from './types';

/** A way to something that no packet filter sees. */
export interface ControlPlaneWay {
  readonly way: 'session-manager' | 'instance-connect-endpoint' | 'ecs-exec' | 'data-api' | 'function-call';
  readonly to: string;
  readonly origin: Origin;
  readonly says: string;
}

/** Ways through the interfaces of AWS itself; whether someone may use them is for the policies of roles to say. */
export function controlPlaneWays(
  model: TemplateModel,
  evaluator: Evaluator,
  graph: Graph,
  to: readonly Party[],
): readonly ControlPlaneWay[] {
  return to.flatMap((party) => {
    const resource = party.kind === 'interface' ? party.interface.origin.resource : undefined;
    return [...(resource === undefined ? [] : waysTo(model, evaluator, resource, party)), ...connectWays(graph, party)];
  });
}

/**
 * Endpoints of EC2 Instance Connect open connections to whatever their groups let them reach, for whoever may ask them.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html read 2026-11-26
 */
function connectWays(graph: Graph, party: Party): readonly ControlPlaneWay[] {
  return graph.parties.all.flatMap((endpoint): readonly ControlPlaneWay[] => {
    if (endpoint.kind !== 'interface' || endpoint.interface.kind !== 'instance-connect-endpoint') {
      return [];
    }
    const { may } = graph.reach(graph.sender(endpoint), party, 'delivers');
    return isEmpty(and(may, graph.union([{ protocol: TCP }])))
      ? []
      : [
          {
            way: 'instance-connect-endpoint',
            to: party.id,
            origin: endpoint.interface.origin,
            says: 'whoever may open tunnels through the endpoint gets to it over SSH or RDP',
          },
        ];
  });
}

function waysTo(
  model: TemplateModel,
  evaluator: Evaluator,
  resource: TemplateResource,
  party: Party,
): readonly ControlPlaneWay[] {
  const origin: Origin = {
    id: `${resource.stack.constructPath}/${resource.logicalId}`,
    label: resource.constructPath ?? resource.logicalId,
    resource,
  };
  const way = (name: ControlPlaneWay['way'], says: string): ControlPlaneWay => ({
    way: name,
    to: party.id,
    origin,
    says,
  });
  const isOn = (of: TemplateResource, name: string) =>
    knownBoolean(evaluator.property(of, name)) !== false && evaluator.property(of, name).kind !== 'absent';
  switch (resource.type) {
    case 'AWS::EC2::Instance':
    case 'AWS::AutoScaling::AutoScalingGroup':
      return hasRole(evaluator, resource)
        ? [
            way(
              'session-manager',
              'whoever may start sessions of Systems Manager gets a shell, and forwards ports, if its role lets the agent connect',
            ),
          ]
        : [];
    case 'AWS::ECS::Service':
      return isOn(resource, 'EnableExecuteCommand')
        ? [way('ecs-exec', 'whoever may execute commands gets a shell in its containers')]
        : [];
    case 'AWS::RDS::DBCluster':
    case 'AWS::RDS::DBInstance': {
      const cluster = targetOf(evaluator.property(resource, 'DBClusterIdentifier')) ?? resource;
      return isOn(cluster, 'EnableHttpEndpoint')
        ? [way('data-api', 'whoever may use the Data API and its secret sends statements without the network')]
        : [];
    }
    case 'AWS::Lambda::Function': {
      const urls = model.byType.get('AWS::Lambda::Url') ?? [];
      return urls.some((url) => targetOf(evaluator.property(url, 'TargetFunctionArn')) === resource)
        ? [way('function-call', 'it has a URL')]
        : [];
    }
    default:
      return [];
  }
}

function hasRole(evaluator: Evaluator, resource: TemplateResource): boolean {
  const template = targetOf(evaluator.property(resource, 'LaunchTemplate', 'LaunchTemplateId'));
  const own = evaluator.property(resource, 'IamInstanceProfile');
  const launched =
    template === undefined ? undefined : evaluator.property(template, 'LaunchTemplateData', 'IamInstanceProfile');
  return own.kind !== 'absent' || (launched !== undefined && launched.kind !== 'absent');
}
