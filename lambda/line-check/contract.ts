import type { CheckEvent } from '../shared/contract';

/** A line through the internet: a Site-to-Site VPN connection with its two tunnels. */
export interface ExpectedVpnLine {
  /** Stable name, for example `line-1`; unique for the partner. */
  readonly name: string;
  readonly kind: 'vpn';
  readonly vpnConnectionId: string;
  /** The partner's device that ends the line. */
  readonly customerGatewayId: string;
  /** Routes that the partner must announce on a tunnel; 0 for a line with static routes, of which nobody announces any. */
  readonly minimumRoutes: number;
}

/** A dedicated line: a virtual interface on a connection of AWS Direct Connect. */
export interface ExpectedDirectConnectLine {
  /** Stable name, for example `line-1`; unique for the partner. */
  readonly name: string;
  readonly kind: 'direct-connect';
  /** Region of the connection and its virtual interface. */
  readonly region: string;
  readonly connectionId: string;
  readonly virtualInterfaceId: string;
}

/** A line to a partner. */
export type ExpectedLine = ExpectedVpnLine | ExpectedDirectConnectLine;

/** A settlement or ticket centre. */
export interface ExpectedPartner {
  /** Stable name, part of metric names; unique. */
  readonly name: string;
  /** At least one; two on two devices where the loss of one must cost nothing. */
  readonly lines: readonly ExpectedLine[];
}

/** Payload of the line check. */
export interface LineCheckEvent extends CheckEvent {
  readonly partners: readonly ExpectedPartner[];
}

/**
 * Metrics of the line check, beside those of every check. While something is unknown, what is known to be down, and never
 * 0.
 */
export const LINE_METRICS = {
  /** Partners none of whose lines is up: their sales are closed, and nobody else's. */
  partnersDown: 'PartnersDown',
  /** Partners of whose lines some are down and not all. */
  partnersDegraded: 'PartnersDegraded',
} as const;

/** Name of the metric that counts the lines of a partner that are up, for example `LinesUp/settlement`. Left out when that cannot be told. */
export function linesUpMetricName(partner: string): string {
  return `LinesUp/${partner}`;
}
