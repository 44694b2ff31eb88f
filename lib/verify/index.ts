export type { PortRange, ServiceRange } from './address';
export { anyService, icmp, icmpv6, protocol, tcp, udp } from './engine/service-ranges';
export type { ControlPlaneWay } from './engine/control-plane';
export type { Path } from './engine/path';
export type * from './engine/types';
export { createVerifier, type MatrixCell, type Verifier } from './engine/verifier';
export type { VerifierOptions } from './engine/world-view';
export type * from './network/types';
export { requireRule, RULES, type RuleStatus, type SemanticRule } from './semantics';
