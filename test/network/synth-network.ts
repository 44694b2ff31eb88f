import { Stack, type App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogKey } from '../../lib/foundation';
import { SegmentedVpc } from '../../lib/network';
import type { Site } from '../../lib/site';
import { testApp } from '../support/test-app';

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

/** The network of a site and what became of it. */
export interface SynthesizedNetwork {
  readonly site: Site;
  readonly stack: Stack;
  readonly network: SegmentedVpc;
  readonly template: Template;
  readonly resources: Readonly<Record<string, Resource>>;
  /** Resources of a type, in the order of the template. */
  readonly ofType: (type: string) => readonly Resource[];
  /** Properties of the only resource of a type. */
  readonly only: (type: string) => Readonly<Record<string, unknown>>;
}

class ZonedStack extends Stack {
  private readonly zones: readonly string[];

  constructor(scope: App, id: string, site: Site) {
    super(scope, id, { env: { region: site.regions.primary.region } });
    this.zones = site.regions.primary.availabilityZones;
  }

  override get availabilityZones(): string[] {
    return [...this.zones];
  }
}

/** Synthesizes the network of a site in a stack of its own. */
export function synthNetwork(site: Site, extend?: (network: SegmentedVpc, stack: Stack) => void): SynthesizedNetwork {
  const app = testApp();
  const foundation = new ZonedStack(app, 'Foundation', site);
  const stack = new ZonedStack(app, 'Network', site);
  const logKey = new LogKey(foundation, 'Logs', { site }).key;
  const network = new SegmentedVpc(stack, 'Network', { site, logKey });
  extend?.(network, stack);
  const template = Template.fromStack(stack);
  const resources = template.toJSON()['Resources'] as Record<string, Resource>;
  const ofType = (type: string) => Object.values(resources).filter((resource) => resource.Type === type);
  return {
    site,
    stack,
    network,
    template,
    resources,
    ofType,
    only: (type) => {
      const found = ofType(type);
      if (found.length !== 1 || found[0] === undefined) {
        throw new Error(`${found.length} resources of type ${type}, not one`);
      }
      return found[0].Properties;
    },
  };
}
