import * as z from 'zod/mini';
import type { LineCheckEvent } from './contract';

const text = z.string().check(z.minLength(1));

const line = z.discriminatedUnion('kind', [
  z.object({
    name: text,
    kind: z.literal('vpn'),
    vpnConnectionId: text,
    customerGatewayId: text,
    minimumRoutes: z.int().check(z.minimum(0)),
  }),
  z.object({
    name: text,
    kind: z.literal('direct-connect'),
    region: text,
    connectionId: text,
    virtualInterfaceId: text,
  }),
]);

const partner = z.object({
  name: text,
  lines: z.array(line).check(z.minLength(1), z.refine(haveDistinctNames, 'a name means one line')),
});

/** Payload of the line check. Nothing to check is no payload: a check of nothing would always be healthy. */
export const lineCheckEvent: z.ZodMiniType<LineCheckEvent> = z.object({
  version: z.literal(1),
  site: text,
  partners: z.array(partner).check(z.minLength(1), z.refine(haveDistinctNames, 'a name means one partner')),
});

function haveDistinctNames(entries: readonly { readonly name: string }[]): boolean {
  return new Set(entries.map(({ name }) => name)).size === entries.length;
}
