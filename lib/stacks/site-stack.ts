import { CrossStackReferences, ReferenceStrength, Stack, Tags, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { stackName } from '../site/names';
import type { Site } from '../site/site';

/** Region of CloudFront, its web ACLs, certificates and metrics. */
export const EDGE_REGION = 'us-east-1';

/** Properties every stack of a site has. */
export interface SiteStackProps {
  /** Site the stack belongs to. */
  readonly site: Site;
  /** Region the stack is deployed to. */
  readonly region: string;
}

/**
 * A stack named `<Site>-<Region>-<Concern>` with the site's tags and protection.
 *
 * VPC origins carry no tags: any update of one, even of a tag, fails while a distribution uses it.
 *
 * @see https://github.com/aws/aws-cdk/issues/35765 read 2026-11-25
 */
export abstract class SiteStack extends Stack {
  private readonly zones: readonly string[];

  protected constructor(scope: Construct, concern: string, description: string, props: SiteStackProps) {
    const { site, region } = props;
    const name = stackName(site, region, concern);
    super(scope, name, {
      stackName: name,
      description: `${site.name}: ${description}`,
      env: { region, ...(site.account === undefined ? {} : { account: site.account }) },
      terminationProtection: site.protection,
    });
    const { primary } = site.regions;
    this.zones = region === primary.region ? primary.availabilityZones : [];
    const excludeResourceTypes = ['AWS::CloudFront::VpcOrigin'];
    Tags.of(this).add('site', site.name, { excludeResourceTypes });
    Tags.of(this).add('owner', site.owner, { excludeResourceTypes });
    Tags.of(this).add('data-class', site.dataClass, { excludeResourceTypes });
  }

  /** Zones of the site file; without them a stack would ask AWS, which synthesis never does. */
  override get availabilityZones(): string[] {
    return [...this.zones];
  }

  /**
   * A value of a stack in another Region, read from that stack's output when this stack is deployed.
   *
   * A value of the same Region stays a strong reference (`docs/decisions/0003-cross-stack-references.md`).
   */
  protected valueFrom(producer: Stack, value: string): string {
    return producer.region === this.region ? value : Stack.consumeReference(value, ReferenceStrength.WEAK);
  }

  /**
   * A value of a stack that this one only watches, read from that stack's output when this stack is deployed, in one Region
   * as well: a strong reference would keep what is watched from ever being replaced or removed.
   */
  protected watchedValue(value: string): string {
    // What the site file says is no reference.
    return Token.isUnresolved(value) ? Stack.consumeReference(value, ReferenceStrength.WEAK) : value;
  }

  /**
   * Has this stack read every value of other stacks from their outputs when it is deployed.
   *
   * For stacks that only watch: a strong reference would keep what they watch from ever being replaced or removed.
   */
  protected referWeakly(): void {
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
  }
}
