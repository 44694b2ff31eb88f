import { domainToASCII } from 'node:url';
import { z } from 'zod';
import type { DomainConfig, NetworkConfig } from '../site-config';
import { choice, list, text } from './fields';
import { reason } from './texts';

/** One label of a host name. */
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Whether a text is a fully qualified host name in lower-case ASCII, without a dot at the end. */
function isDomainName(value: string): boolean {
  const labels = value.split('.');
  const last = labels.at(-1) ?? '';
  return value.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label)) && /[a-z]/.test(last);
}

/** ASCII form of a domain name typed with capitals, other scripts, a scheme or a dot at the end. */
function asciiDomain(value: string): string | undefined {
  const host = value
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[/?#].*$/, '')
    .replace(/\.$/, '');
  const ascii = domainToASCII(host);
  return ascii === '' ? undefined : ascii;
}

function domainName(): z.ZodType<string> {
  return text({
    must: 'must be a domain name in lower-case ASCII',
    hint: "use a name such as 'tickets.example.jp'; write other scripts in Punycode",
    code: 'DomainInvalid',
    test: isDomainName,
    suggest: asciiDomain,
  });
}

function certificateArn(): z.ZodType<string> {
  return text({
    must: 'must be the ARN of an ACM certificate',
    hint: "use the form 'arn:aws:acm:<region>:<account>:certificate/<id>'",
    code: 'CertificateArnInvalid',
    test: (value) =>
      /^arn:aws:acm:[a-z]{2}(?:-[a-z]+)+-\d:\d{12}:certificate\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(
        value,
      ),
  });
}

/** `domain`. */
export const domain: z.ZodType<DomainConfig> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hosted-zone'),
    name: domainName(),
    hostedZoneId: text({
      must: "must be the id of a hosted zone: 'Z' and up to 31 capital letters or digits",
      hint: "use the id alone, for example 'Z0123456789ABCDEFGHIJ'",
      code: 'HostedZoneIdInvalid',
      test: (value) => /^Z[A-Z0-9]{5,31}$/.test(value),
      suggest: (value) => value.replace(/^\/?hostedzone\//, ''),
    }),
    hostedZoneName: domainName(),
  }),
  z.strictObject({
    kind: z.literal('certificates'),
    name: domainName(),
    edgeCertificateArn: certificateArn(),
    originCertificateArn: certificateArn(),
  }),
]);

/** Second level under which a country registers names, so that a name right below it belongs to anybody. */
const REGISTRY_LABELS = ['ac', 'co', 'com', 'ed', 'edu', 'go', 'gov', 'gr', 'lg', 'ne', 'net', 'or', 'org'];

const egressDomain = text({
  must: "must be a domain name, or '.' and a domain name for every name below it, and no public suffix",
  hint: "use names such as 'api.example.com' or '.example.com'",
  code: 'EgressDomainInvalid',
  test: (value) => {
    const wildcard = value.startsWith('.');
    const name = wildcard ? value.slice(1) : value;
    const [label = '', country = '', ...more] = name.split('.');
    const publicSuffix = wildcard && more.length === 0 && country.length === 2 && REGISTRY_LABELS.includes(label);
    return isDomainName(name) && !publicSuffix;
  },
  suggest: (value) => {
    const wildcard = value.startsWith('*.') || value.startsWith('.');
    const ascii = asciiDomain(value.replace(/^\*?\./, ''));
    return ascii === undefined ? undefined : `${wildcard ? '.' : ''}${ascii}`;
  },
});

// Twice 100 rules fit the capacity of a rule group with room to spare.
const egressDomains = list(egressDomain, { max: 100 });

const inspectionNone = z.strictObject({ kind: z.literal('none'), reason: reason() });

/** `network`. */
export const network: z.ZodType<NetworkConfig> = z.strictObject({
  egressDomains: egressDomains.optional(),
  tierEgressDomains: z.strictObject({ web: egressDomains.optional(), app: egressDomains.optional() }).optional(),
  egressNeededBy: choice(['every-request', 'writes', 'no-request']).optional(),
  inspection: z
    .discriminatedUnion('kind', [z.strictObject({ kind: z.literal('network-firewall') }), inspectionNone])
    .optional(),
  interfaceEndpoints: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('private') }),
      z.strictObject({ kind: z.literal('none'), reason: reason() }),
    ])
    .optional(),
});
