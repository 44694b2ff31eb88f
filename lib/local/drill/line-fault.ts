import {
  CreateCustomerGatewayCommand,
  CreateVpnConnectionCommand,
  CreateVpnGatewayCommand,
  DeleteCustomerGatewayCommand,
  DeleteVpnConnectionCommand,
  DeleteVpnGatewayCommand,
} from '@aws-sdk/client-ec2';
import type { LineCheckEvent } from '../../../lambda/line-check/contract';
import type { LocalClients } from '../aws';
import { ordersIn, type Gateway } from '../gateway';
import { runBundle, shippedCode, type BundleSurroundings, type DeployedCheck } from '../site';
import { bundleOutcome } from './bundle-outcome';
import { isWell, type FaultOutcome } from './outcome';

/** What the fault needs. */
export interface LinesOptions {
  /** Clients of the primary Region. */
  readonly clients: LocalClients;
  readonly gateway: Gateway;
  /** A function of that Region, whose surroundings the line check gets. */
  readonly like: DeployedCheck;
  readonly surroundings: BundleSurroundings;
  readonly signal: AbortSignal;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** A partner for the drill: no site declares partners yet. */
const PARTNER = 'ticket-centre';

/** Longest run of the line check, in seconds. */
const TIMEOUT_SECONDS = 45;

/**
 * Takes down one of two lines to a partner: the shipped line check, which no site deploys yet, is run against VPN connections
 * that are made for it and removed afterwards.
 */
export async function playLines(options: LinesOptions): Promise<readonly FaultOutcome[]> {
  const { clients, gateway, like, surroundings, signal, now } = options;
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const lines = [await makeLine(clients, 'line-1', undo), await makeLine(clients, 'line-2', undo)] as const;
    const event: LineCheckEvent = {
      version: 1,
      site: (JSON.parse(like.input) as { readonly site: string }).site,
      partners: [{ name: PARTNER, lines }],
    };
    const input = JSON.stringify(event);
    const check = { ...like, name: 'line-check', timeoutSeconds: TIMEOUT_SECONDS, input } as const;
    const run = () => runBundle(shippedCode(check), surroundings, signal);
    const before = await run();
    const start = now();
    const sent = gateway.calls.length;
    const injection = gateway.inject({
      service: 'ec2',
      action: 'DescribeVpnConnections',
      effect: { kind: 'rewrite', rewrite: (body) => withTunnelsDown(body, lines[0].vpnConnectionId) },
    });
    const record = await run().finally(() => {
      injection.remove();
    });
    const seconds = (now() - start) / 1000;
    const after = await run();
    const outcome = bundleOutcome(LINE_DOWN, record, {
      seconds,
      orders: ordersIn(gateway.calls.slice(sent)).length,
    });
    return [
      {
        ...outcome,
        recovered: isWell(after),
        problems: [
          ...outcome.problems,
          ...(isWell(before) ? [] : [`${LINE_DOWN.id}: line-check must be healthy while both lines are up`]),
          ...(isWell(after) ? [] : [`${LINE_DOWN.id}: line-check must be healthy after the repair`]),
        ],
      },
    ];
  } finally {
    for (const step of undo.reverse()) {
      await step();
    }
  }
}

/** The fault that is played by itself, beside those of the catalogue. */
export const LINE_DOWN = {
  id: 'line-down',
  title: 'one of two lines to a partner is down',
  references: ['F41'],
  check: 'line-check',
  expected: { status: ['DEGRADED'], codes: ['LineDown', 'PartnerDegraded', 'TunnelDown'], withinRuns: 1 },
} as const;

async function makeLine({ ec2 }: LocalClients, name: string, undo: (() => Promise<unknown>)[]) {
  const Type = 'ipsec.1';
  // Addresses and numbers for documentation (RFC 5737, RFC 5398): no device is there.
  const PublicIp = name === 'line-1' ? '198.51.100.1' : '203.0.113.1';
  const { CustomerGateway } = await ec2.send(new CreateCustomerGatewayCommand({ Type, PublicIp, BgpAsn: 64_496 }));
  const CustomerGatewayId = CustomerGateway?.CustomerGatewayId ?? '';
  undo.push(() => ec2.send(new DeleteCustomerGatewayCommand({ CustomerGatewayId })));
  const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type }));
  const VpnGatewayId = VpnGateway?.VpnGatewayId ?? '';
  undo.push(() => ec2.send(new DeleteVpnGatewayCommand({ VpnGatewayId })));
  const { VpnConnection } = await ec2.send(new CreateVpnConnectionCommand({ Type, CustomerGatewayId, VpnGatewayId }));
  const VpnConnectionId = VpnConnection?.VpnConnectionId ?? '';
  undo.push(() => ec2.send(new DeleteVpnConnectionCommand({ VpnConnectionId })));
  return {
    name,
    kind: 'vpn',
    vpnConnectionId: VpnConnectionId,
    customerGatewayId: CustomerGatewayId,
    minimumRoutes: 1,
  } as const;
}

/** The answer with both tunnels of one connection down. */
function withTunnelsDown(body: string, vpnConnectionId: string): string {
  return body
    .split(/(?=<vpnConnectionId>)/)
    .map((part) =>
      part.startsWith(`<vpnConnectionId>${vpnConnectionId}<`)
        ? part
            .replaceAll('<status>UP<', '<status>DOWN<')
            .replaceAll(/<statusMessage>[^<]*</g, '<statusMessage>IPSEC IS DOWN<')
        : part,
    )
    .join('');
}
