import {
  createEvaluator,
  describeValue,
  targetOf,
  type Evaluator,
  type JsonValue,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../template';
import type { DeployedStacks } from '../deploy';

/** Attributes that are the identifier of their resource; of others only an ARN is known, where it is the identifier. */
const IDENTIFIERS: readonly string[] = ['GroupId', 'Id', 'Ref', 'RouteTableId', 'SubnetId', 'VpcId'];

/** What templates say, with the identifiers that the deployment gave their resources. */
export class Said {
  readonly model: TemplateModel;
  private readonly evaluator: Evaluator;
  private readonly deployed: DeployedStacks;

  constructor(model: TemplateModel, deployed: DeployedStacks) {
    this.model = model;
    this.evaluator = createEvaluator(model);
    this.deployed = deployed;
  }

  /** Identifier of a resource in the running network. */
  readonly idOf = ({ stack, logicalId }: TemplateResource): string | undefined =>
    this.deployed.get(stack.name)?.[logicalId]?.physicalId;

  /** Resources of a type that are deployed to a Region. */
  resources(type: string, region: string): readonly TemplateResource[] {
    return (this.model.byType.get(type) ?? []).filter(
      (resource) => resource.stack.region === region && this.evaluator.exists(resource) !== 'no',
    );
  }

  /** A property as JSON: references are identifiers, and what only the deployment tells stays in words. */
  property(resource: TemplateResource, ...path: readonly string[]): JsonValue | undefined {
    return this.plain(this.evaluator.property(resource, ...path));
  }

  /** The resource that a property is about. */
  targetOf(resource: TemplateResource, ...path: readonly string[]): TemplateResource | undefined {
    return targetOf(this.evaluator.property(resource, ...path));
  }

  private plain(value: Value): JsonValue | undefined {
    switch (value.kind) {
      case 'absent':
        return undefined;
      case 'known':
        return value.value;
      case 'list':
        return value.items.map((item) => this.plain(item) ?? null);
      case 'object':
        return Object.fromEntries(Object.entries(value.entries).map(([key, entry]) => [key, this.plain(entry)]));
      case 'text':
        return value.parts.map((part) => String(this.plain(part) ?? '')).join('');
      case 'reference': {
        const id = this.idOf(value.resource);
        const isId = IDENTIFIERS.includes(value.attribute) || id?.startsWith('arn:') === true;
        return id !== undefined && isId ? id : describeValue(value);
      }
      case 'one-of':
      case 'symbol':
      case 'unknown':
        return describeValue(value);
    }
  }
}
