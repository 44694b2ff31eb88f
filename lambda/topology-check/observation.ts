import type { EvacuatedZone } from '../shared/failover/ports';
import type { Observed } from '../shared/observed';
import type { TierName } from './contract';

/** A running instance of an Auto Scaling group. */
export interface RunningInstance {
  readonly instanceId: string;
  readonly availabilityZone: string;
}

/** A registered target; for instances, the load balancer does not say in which zone. */
export interface Target {
  readonly instanceId: string;
  readonly state: string;
  /** Whether the target's zone is shifted away from, independent of its state; absent when it is not said. */
  readonly override?: string | undefined;
}

/** What is known about one tier. */
export interface TierObservation {
  readonly instances: Observed<readonly RunningInstance[]>;
  readonly targets: Observed<readonly Target[]>;
  /** Zones from which traffic of the load balancer is moved away. */
  readonly evacuations: Observed<readonly EvacuatedZone[]>;
  /** Zones in which the group launches no servers. */
  readonly groupEvacuations: Observed<readonly EvacuatedZone[]>;
}

export interface NatGatewayState {
  readonly natGatewayId: string;
  readonly state: string;
}

export interface RouteState {
  readonly destination: string;
  /** `undefined` when the target is of a kind that is not known. */
  readonly targetId: string | undefined;
  readonly state: string;
}

/** A route table without its local routes and those of gateway endpoints. */
export interface RouteTableState {
  readonly routeTableId: string;
  readonly subnetIds: readonly string[];
  readonly routes: readonly RouteState[];
}

/** An endpoint, of the firewall or of a service. */
export interface EndpointState {
  readonly endpointId: string;
  readonly state: string;
  readonly subnetIds: readonly string[];
}

/** Everything the topology check reads. */
export interface TopologyObservation {
  readonly tiers: Readonly<Partial<Record<TierName, TierObservation>>>;
  readonly natGateways: Observed<readonly NatGatewayState[]>;
  readonly routeTables: Observed<readonly RouteTableState[]>;
  readonly endpoints: Observed<readonly EndpointState[]>;
}
