/** Egress, inspection and endpoints of the VPC. */
export interface NetworkConfig {
  /**
   * Domains both tiers may reach over HTTPS, at most 100: `api.example.com`, or `.example.com` for every name below it.
   *
   * @default - none
   */
  readonly egressDomains?: readonly string[];

  /**
   * Domains one tier alone may reach, at most 100 each, for example a payment provider that only app servers talk to. They
   * need the firewall: DNS Firewall cannot tell tiers apart.
   *
   * @default - none
   */
  readonly tierEgressDomains?: { readonly web?: readonly string[]; readonly app?: readonly string[] };

  /**
   * Which requests get no answer without these domains, as far as servers know them as failures: `writes`, for example,
   * where paying needs them and looking does not. The failure matrix rests on it.
   *
   * @default 'every-request'
   */
  readonly egressNeededBy?: EgressNeed;

  /**
   * Inspection of egress.
   *
   * @default - AWS Network Firewall in every zone; `starter`: none, DNS Firewall limits the names instead
   */
  readonly inspection?: { readonly kind: 'network-firewall' } | { readonly kind: 'none'; readonly reason: string };

  /**
   * Interface endpoints, one per service and zone, so that the tiers work without the internet: `ssm`, `ssmmessages`, `logs`,
   * `autoscaling`, `cloudformation`, and `kms` where `operations.adminSources` are declared.
   *
   * @default - private endpoints; `starter`: none, AWS APIs are reached through NAT
   */
  readonly interfaceEndpoints?: { readonly kind: 'private' } | { readonly kind: 'none'; readonly reason: string };
}

/** Requests that need the domains which servers may reach: all, those that change something, or none. */
export type EgressNeed = 'every-request' | 'writes' | 'no-request';

/** The site's own domain name with its certificates. */
export type DomainConfig =
  | {
      /** Certificates are issued by ACM, validated in the zone; alias records are written there. */
      readonly kind: 'hosted-zone';
      /** Name viewers use, for example `tickets.example.jp`: the zone name or a name below it. */
      readonly name: string;
      /** Id of the public hosted zone, for example `Z0123456789ABCDEFGHIJ`. */
      readonly hostedZoneId: string;
      /** Name of the zone, for example `example.jp`. */
      readonly hostedZoneName: string;
    }
  | {
      /** Certificates exist in ACM already: imported (OV or EV) or issued; DNS is kept elsewhere. */
      readonly kind: 'certificates';
      /** Name viewers use, for example `tickets.example.jp`; both certificates must cover it. */
      readonly name: string;
      /** ARN of the viewer certificate, in us-east-1. */
      readonly edgeCertificateArn: string;
      /** ARN of the load balancers' certificate, in the primary Region. */
      readonly originCertificateArn: string;
    };
