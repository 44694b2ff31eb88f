import fc from 'fast-check';
import type { SiteConfig } from '../../lib/site';
import { optional } from './optional';

const REASON = 'reviewed in spring; see the minutes';

const hostedZoneIds = fc.stringMatching(/^Z[A-Z0-9]{10,30}$/);

/** No domain, one in a hosted zone, or one with certificates, for a primary Region. */
export function domains(region: string): fc.Arbitrary<SiteConfig['domain']> {
  const zone = fc.constantFrom('example.jp', 'xn--rck5ahu.example', 'tickets.example.co.jp').chain((hostedZoneName) =>
    fc.record({
      kind: fc.constant('hosted-zone' as const),
      name: fc.constantFrom(hostedZoneName, `www.${hostedZoneName}`, `a-1.b.${hostedZoneName}`),
      hostedZoneId: hostedZoneIds,
      hostedZoneName: fc.constant(hostedZoneName),
    }),
  );
  const certificates = fc.record({ edge: fc.uuid(), origin: fc.uuid() }).map(({ edge, origin }) => ({
    kind: 'certificates' as const,
    name: 'tickets.example.jp',
    edgeCertificateArn: `arn:aws:acm:us-east-1:123456789012:certificate/${edge}`,
    originCertificateArn: `arn:aws:acm:${region}:123456789012:certificate/${origin}`,
  }));
  return fc.oneof(fc.constant(undefined), zone, certificates);
}

type NetworkConfig = NonNullable<SiteConfig['network']>;

const tierEgressDomains = fc.record({
  web: optional(fc.uniqueArray(fc.constantFrom('web.example.org', '.cdn.example.org'), { maxLength: 2 })),
  app: optional(fc.uniqueArray(fc.constantFrom('pay.example.org', '.bank.example.org'), { maxLength: 2 })),
});

/** Egress, inspection and endpoints; domains of one tier only where there is a firewall. */
export function networks(inspectedByDefault: boolean): fc.Arbitrary<NetworkConfig> {
  return fc
    .record({
      egressDomains: optional(
        fc.uniqueArray(
          fc.constantFrom('api.example.com', '.example.com', 'pay.example.co.jp', '.shop.example.jp', 'a-b.example'),
          { maxLength: 5 },
        ),
      ),
      tierEgressDomains: optional(tierEgressDomains),
      egressNeededBy: optional(fc.constantFrom('every-request' as const, 'writes' as const, 'no-request' as const)),
      inspection: optional(
        fc.constantFrom({ kind: 'network-firewall' as const }, { kind: 'none' as const, reason: REASON }),
      ),
      interfaceEndpoints: optional(
        fc.constantFrom({ kind: 'private' as const }, { kind: 'none' as const, reason: REASON }),
      ),
    })
    .map(({ tierEgressDomains: ofTiers, ...network }) => {
      const isInspected =
        network.inspection?.kind === 'network-firewall' || (network.inspection === undefined && inspectedByDefault);
      return isInspected ? { ...network, tierEgressDomains: ofTiers } : network;
    });
}
