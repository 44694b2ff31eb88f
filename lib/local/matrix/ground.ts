import type { FailureModel, Fault } from '../../failures';
import { resourceKey, type TemplateModel } from '../../template';
import type { DeployedStacks } from '../deploy';
import type { SiteExpectations } from '../site';

/** The failure model of a site, and how what is deployed is found in it. */
export interface ModelGround {
  readonly model: FailureModel;
  readonly expectations: SiteExpectations;
  /** Key of a deployed resource in the templates. */
  readonly keyOf: KeyOf;
}

/**
 * What the templates call a deployed resource, by its type and its id in the service; `undefined` when no template made it.
 * An id alone does not tell: what belongs to a distribution, for example, may be known by the id of the distribution.
 */
export type KeyOf = (type: string, physicalId: string | undefined) => string | undefined;

/** Keys of deployed resources in the model of their templates. */
export function keysOf(model: TemplateModel, deployed: DeployedStacks): KeyOf {
  const keys = new Map<string, string>();
  for (const stack of model.stacks) {
    for (const resource of stack.resources) {
      const physicalId = deployed.get(stack.name)?.[resource.logicalId]?.physicalId;
      if (physicalId !== undefined) {
        keys.set(`${resource.type} ${physicalId}`, resourceKey(resource));
      }
    }
  }
  return (type, physicalId) => keys.get(`${type} ${String(physicalId)}`);
}

/** A group that is lost; nothing when the model has none of this name. */
export function lost({ model }: ModelGround, group: string | undefined): readonly Fault[] {
  return model.groups.some(({ id }) => id === group) && group !== undefined ? [{ group, mode: 'lost' }] : [];
}

/** Groups of the instances of the database, the writer first: those among which Aurora promotes. */
export function instancesOf({ model, expectations, keyOf }: ModelGround): readonly string[] {
  const cluster = keyOf('AWS::RDS::DBCluster', expectations.database.clusterIdentifier);
  const pool = model.pools.find(({ id }) => id === `${String(cluster)}#writer`);
  return (pool?.members ?? []).map(({ part }) => part).filter((part) => model.groups.some(({ id }) => id === part));
}

/** Zone in which the writer stands when nothing has happened yet. */
export function writerZoneOf(ground: ModelGround): string | undefined {
  const [writer] = instancesOf(ground);
  return ground.model.parts.find(({ id }) => id === writer)?.zone;
}

/** Region in which the writer stands. */
export function homeRegionOf(ground: ModelGround): string | undefined {
  const zone = writerZoneOf(ground);
  return ground.model.groups.find(
    ({ kind, includes = [] }) => kind === 'region' && zone !== undefined && includes.includes(zone),
  )?.id;
}

/** Groups of the servers of a tier, one each. */
export function serversOf({ model, expectations, keyOf }: ModelGround, name: 'web' | 'app'): readonly string[] {
  const tier = expectations.topology.tiers.find((it) => it.name === name);
  const group = keyOf('AWS::AutoScaling::AutoScalingGroup', tier?.autoScalingGroupName);
  return model.groups
    .filter(({ id, element }) => element === 'instance' && group !== undefined && id.startsWith(`${group}#`))
    .map(({ id }) => id);
}
