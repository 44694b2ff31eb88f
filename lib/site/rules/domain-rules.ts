import type { Report } from '../input/fault-collector';
import type { Sections } from '../schema/sections';
import type { DomainConfig, NetworkConfig, Profile } from '../site-config';
import { reportDuplicates, type Rule } from './rule';

/** Region in which CloudFront looks for certificates. @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html */
const EDGE_REGION = 'us-east-1';

/** The site's own name, its certificates, and the names its tiers may reach. */
export const domainRules: Rule = (sections, report) => {
  const { domain, network } = sections;
  if (network !== undefined) {
    checkEgress(network, report);
    checkTierEgress(network, sections.profile, report);
  }
  if (domain === undefined || domain === 'none') {
    return;
  }
  if (domain.kind === 'hosted-zone') {
    checkHostedZone(domain, report);
  } else {
    checkCertificates(domain, sections, report);
  }
};

function checkEgress({ egressDomains = [], tierEgressDomains = {} }: NetworkConfig, report: Report): void {
  reportDuplicates(egressDomains, ['network', 'egressDomains'], 'EgressDomainDuplicate', report);
  for (const [tier, names] of Object.entries(tierEgressDomains)) {
    const path = ['network', 'tierEgressDomains', tier];
    reportDuplicates(names, path, 'EgressDomainDuplicate', report);
    for (const [index, name] of names.entries()) {
      if (egressDomains.includes(name)) {
        report([...path, index], {
          must: 'must not be in network.egressDomains too, which holds for both tiers',
          got: `'${name}'`,
          hint: 'leave it in one of the two lists',
          code: 'EgressDomainDuplicate',
        });
      }
    }
  }
}

/** Only the firewall knows which tier a packet comes from; DNS Firewall answers a whole VPC. */
function checkTierEgress(
  { tierEgressDomains = {}, inspection }: NetworkConfig,
  profile: Profile | undefined,
  report: Report,
): void {
  const isInspected = (inspection?.kind ?? (profile === 'starter' ? 'none' : 'network-firewall')) !== 'none';
  for (const [tier, names] of Object.entries(tierEgressDomains)) {
    if (!isInspected && names.length > 0) {
      report(['network', 'tierEgressDomains', tier], {
        must: 'must be left out where egress is not inspected: nothing else tells the tiers apart',
        got: `${names.length} domains`,
        hint: "set network.inspection to { kind: 'network-firewall' }, or declare the domains for both tiers in network.egressDomains",
        code: 'EgressTierNotInspected',
      });
    }
  }
}

/** Longest first name of a certificate ACM issues. @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const LONGEST_ISSUED_NAME = 64;

function checkHostedZone(domain: Extract<DomainConfig, { kind: 'hosted-zone' }>, report: Report): void {
  const { name, hostedZoneName } = domain;
  if (name.length > LONGEST_ISSUED_NAME) {
    report(['domain', 'name'], {
      must: `must have at most ${LONGEST_ISSUED_NAME} characters, or ACM issues no certificate for it`,
      got: `${name.length} characters`,
      hint: 'choose a shorter name, or bring certificates of your own',
      code: 'DomainTooLong',
    });
  }
  if (name !== hostedZoneName && !name.endsWith(`.${hostedZoneName}`)) {
    report(['domain', 'name'], {
      must: `must be domain.hostedZoneName '${hostedZoneName}' or a name below it`,
      got: `'${name}'`,
      hint: `try 'www.${hostedZoneName}', or name the zone that holds the name`,
      code: 'DomainOutsideZone',
    });
  }
}

function checkCertificates(
  domain: Extract<DomainConfig, { kind: 'certificates' }>,
  { account, primary }: Sections,
  report: Report,
): void {
  const edge = arnParts(domain.edgeCertificateArn);
  const origin = arnParts(domain.originCertificateArn);
  if (edge.region !== EDGE_REGION) {
    report(['domain', 'edgeCertificateArn'], {
      must: `must be in ${EDGE_REGION}, where CloudFront looks for certificates`,
      got: `'${edge.region}'`,
      hint: `request or import the certificate in ${EDGE_REGION}`,
      code: 'EdgeCertificateRegion',
    });
  }
  if (primary !== undefined && origin.region !== primary.region) {
    report(['domain', 'originCertificateArn'], {
      must: `must be in regions.primary.region ${primary.region}, where the load balancers are`,
      got: `'${origin.region}'`,
      hint: `request or import the certificate in ${primary.region}`,
      code: 'OriginCertificateRegion',
    });
  }
  const expected = account === 'none' || account === undefined ? edge.account : account;
  const fields = { edgeCertificateArn: edge.account, originCertificateArn: origin.account };
  for (const [field, found] of Object.entries(fields)) {
    if (found !== expected) {
      report(['domain', field], {
        must: `must be in account ${expected}, ${account === 'none' ? 'as the other certificate is' : 'the account of the site'}`,
        got: `'${found}'`,
        hint: 'a load balancer and a distribution take certificates of their own account only',
        code: 'CertificateAccount',
      });
    }
  }
}

function arnParts(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { region, account };
}
