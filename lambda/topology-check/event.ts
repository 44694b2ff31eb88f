import * as z from 'zod/mini';
import type { TopologyCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));

const tier = z.object({
  name: z.enum(['web', 'app']),
  autoScalingGroupName: text,
  autoScalingGroupArn: text,
  loadBalancerArn: text,
  targetGroupArn: text,
  minimumPerZone: z.int().check(z.minimum(1)),
});

const routeTable = z.object({
  routeTableId: text,
  role: text,
  availabilityZone: text,
  subnetIds: z.optional(z.array(text)),
  routes: z.array(z.object({ destination: text, targetId: text })),
});

const interfaceEndpoint = z.object({
  service: text,
  endpointId: text,
  subnets: z.array(z.object({ availabilityZone: text, subnetId: text })),
});

/** Payload of the topology check. Nothing to check is no payload: a check of nothing would always be healthy. */
export const topologyCheckEvent: z.ZodMiniType<TopologyCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  tiers: z.array(tier).check(z.minLength(1)),
  network: z.object({
    availabilityZones: z.array(text).check(z.minLength(1)),
    natGateways: z.array(z.object({ availabilityZone: text, natGatewayId: text })).check(z.minLength(1)),
    routeTables: z.array(routeTable).check(z.minLength(1)),
    firewallEndpoints: z.array(z.object({ availabilityZone: text, endpointId: text })),
    interfaceEndpoints: z.array(interfaceEndpoint),
  }),
});
