import { asList, asObject, asString, resourceKey, type TemplateResource } from '../../template';
import type { Origin } from '../network/types';

/** Identifier of a resource of the templates in the running network; `undefined` when it has none there. */
export type IdOf = (resource: TemplateResource) => string | undefined;

/** Tag that Auto Scaling puts on the instances of a group. */
const GROUP_TAG = 'aws:autoscaling:groupName';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const INSTANCE = 'AWS::EC2::Instance';

/** Properties that hold the name by which a service knows what has no identifier of another kind. */
const NAMES = ['DBClusterIdentifier', 'DBInstanceIdentifier', 'DBSubnetGroupName', 'FunctionName'] as const;

/** What AWS makes along with a VPC, by the types of what a running network lists. */
const IMPLIED: Readonly<Record<string, { readonly mark: string; readonly part: string }>> = {
  'AWS::EC2::NetworkAcl': { mark: 'Default', part: 'default network ACL' },
  'AWS::EC2::RouteTable': { mark: 'Main', part: 'main route table' },
  'AWS::EC2::SecurityGroup': { mark: 'Default', part: 'default security group' },
};

/** Gives the same name to the same thing, whether templates or a running network tell of it. */
export class Names {
  private readonly byId = new Map<string, TemplateResource>();
  private readonly idOf: IdOf;

  constructor(resources: readonly TemplateResource[], idOf: IdOf) {
    this.idOf = idOf;
    for (const resource of resources) {
      const id = idOf(resource);
      if (id !== undefined) {
        this.byId.set(placed(resource, resource.type, id), resource);
      }
    }
  }

  /** Name of what an origin stands for, which what AWS makes along with it is a part of. */
  of(origin: Origin): string {
    const { resource } = origin;
    if (resource === undefined) {
      return origin.label;
    }
    const [, part] = origin.property === undefined ? origin.id.split('#') : [];
    const name = this.ofResource(resource);
    return part === undefined ? name : `${name} (${part})`;
  }

  /** Construct path of the resource of the templates, or the identifier of one that no template makes. */
  ofResource(resource: TemplateResource): string {
    const implied = this.impliedName(resource);
    const found = implied === undefined ? this.find(resource) : undefined;
    return implied ?? (found === undefined ? (idsOf(resource)[0] ?? resource.logicalId) : labelOf(found));
  }

  /** The resource of the templates that a resource is. */
  find(resource: TemplateResource): TemplateResource | undefined {
    return resource.stack.observed !== true
      ? resource
      : idsOf(resource)
          .flatMap((id) => typesOf(resource).map((type) => this.byId.get(placed(resource, type, id))))
          .find((found) => found !== undefined);
  }

  /** Identifier in the running network. */
  physicalId(resource: TemplateResource): string | undefined {
    return resource.stack.observed === true ? idsOf(resource)[0] : this.idOf(resource);
  }

  private impliedName(resource: TemplateResource): string | undefined {
    const implied = resource.stack.observed === true ? IMPLIED[resource.type] : undefined;
    const vpcId = asString(resource.properties['VpcId']);
    if (implied === undefined || vpcId === undefined || resource.metadata[implied.mark] !== true) {
      return undefined;
    }
    const vpc = this.byId.get(placed(resource, 'AWS::EC2::VPC', vpcId));
    return `${vpc === undefined ? vpcId : labelOf(vpc)} (${implied.part})`;
  }
}

/** Types under which templates make what runs. */
function typesOf({ type }: TemplateResource): readonly string[] {
  return type === INSTANCE ? [type, GROUP] : [type];
}

function labelOf(resource: TemplateResource): string {
  return resource.constructPath ?? resourceKey(resource);
}

function placed({ stack }: TemplateResource, type: string, id: string): string {
  return `${stack.region ?? ''} ${type} ${id}`;
}

/** Identifiers of something that runs; an instance of an Auto Scaling group goes by the group. */
function idsOf(resource: TemplateResource): readonly string[] {
  const group = asList(resource.properties['Tags'])
    .map((tag) => asObject(tag))
    .find((tag) => tag['Key'] === GROUP_TAG);
  const groupName = resource.type === INSTANCE ? asString(group?.['Value']) : undefined;
  const named = NAMES.map((name) => asString(resource.properties[name]));
  return [groupName, resource.physicalIds?.['Ref'], ...named, ...Object.values(resource.physicalIds ?? {})].filter(
    (id) => id !== undefined,
  );
}
