import type { DeployedStacks } from '../../../../lib/local/deploy';
import type { DrillSite } from '../../../../lib/local/drill';
import type { SiteExpectations } from '../../../../lib/local/site';
import { resourceKey, type TemplateModel, type TemplateResource } from '../../../../lib/template';

/** Id of a resource in its service: no service has slashes in ids. */
function idOf(resource: TemplateResource): string {
  return resourceKey(resource).replace('/', '.');
}

/** Every resource of templates as if it were deployed: what watches a distribution is known by the id of the distribution. */
export function deployedAs(templates: TemplateModel): DeployedStacks {
  const [distribution] = templates.byType.get('AWS::CloudFront::Distribution') ?? [];
  return new Map(
    templates.stacks.map(({ name, resources }) => [
      name,
      Object.fromEntries(
        resources.map((resource) => {
          const { type, logicalId } = resource;
          const own = type === 'AWS::CloudFront::MonitoringSubscription' ? distribution : resource;
          return [logicalId, { type, physicalId: idOf(own ?? resource) }];
        }),
      ),
    ]),
  );
}

/** What drill and matrix need to know of a site that is deployed so. */
export function siteOf(templates: TemplateModel): DrillSite {
  const all = (type: string): readonly TemplateResource[] => templates.byType.get(type) ?? [];
  const keyOf = (type: string, logicalId = /^/): string => {
    const found = all(type).find((resource) => logicalId.test(resource.logicalId));
    return found === undefined ? 'nothing' : idOf(found);
  };
  const tier = (name: 'web' | 'app', logicalId: RegExp) => ({
    name,
    autoScalingGroupName: keyOf('AWS::AutoScaling::AutoScalingGroup', logicalId),
  });
  const expectations = {
    topology: {
      tiers: [tier('web', /^Web/), tier('app', /^App/)],
      network: {
        natGateways: all('AWS::EC2::NatGateway').map((gateway) => ({ natGatewayId: idOf(gateway) })),
        interfaceEndpoints: all('AWS::EC2::VPCEndpoint')
          .filter(({ properties }) => properties['VpcEndpointType'] === 'Interface')
          .map((endpoint) => ({ endpointId: idOf(endpoint) })),
      },
    },
    database: { clusterIdentifier: keyOf('AWS::RDS::DBCluster', /^DatabaseF/) },
    failover: { availabilityZones: ['a', 'b'], limits: { vantages: 2 } },
    certificate: { certificates: [] },
    site: {},
    audit: {
      edge: { distributionId: keyOf('AWS::CloudFront::Distribution') },
      topics: all('AWS::KMS::Key')
        .filter(({ logicalId }) => logicalId.startsWith('NotificationsKey'))
        .map((key) => ({ region: key.stack.region, keyArn: `arn:aws:kms:here:111122223333:key/${idOf(key)}` })),
    },
  };
  return { expectations: expectations as unknown as SiteExpectations, acts: false, dataPlane: 'none' } as DrillSite;
}
