export { GATEWAY_SERVICES, type GatewayService } from './call';
export type { GatewayCall } from './desk';
export { DIVERGENCES, type Divergence, type DivergenceId } from './divergences';
export type { FaultEffect, FaultRule, Injection } from './fault-rule';
export { ordersIn } from './orders';
export { startGateway, type Gateway, type GatewayOptions } from './gateway';
