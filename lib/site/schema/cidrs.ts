import type { z } from 'zod';
import type { Problem } from '../input/fault-collector';
import { isPrivate, isReserved } from '../input/address-ranges';
import { readCidr, type Cidr } from '../input/cidr';
import { show } from '../input/show';
import { field } from './fields';

/**
 * Widest and narrowest VPC: a zone's block is 1/8 of it, a load balancer's subnet 1/32 of that and /27 at least.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
const VPC_PREFIXES = { widest: 16, narrowest: 19 };

/**
 * Widest administration source.
 *
 * Requirement C10: administration from listed sources only. FAULTS B44.
 */
const WIDEST_ADMIN_SOURCE = { 4: 24, 6: 48 } as const;

/** Range of a VPC. */
export function vpcCidr(): z.ZodType<string> {
  return cidrField("use a private range such as '10.0.0.0/16'", vpcProblem);
}

/** Range of sources on the internet, in a list that allows or blocks; how wide lists may be is checked later. */
export function sourceCidr(): z.ZodType<string> {
  return cidrField("use a range such as '203.0.113.0/24'", sourceProblem);
}

/** Range from which operators administer the site. */
export function adminCidr(): z.ZodType<string> {
  return cidrField("use a range such as '203.0.113.0/28'", adminProblem);
}

function cidrField(hint: string, check: (cidr: Cidr) => Problem | undefined): z.ZodType<string> {
  return field(hint, (value) => {
    if (typeof value !== 'string') {
      return {
        must: 'must be a range in CIDR notation',
        got: show(value),
        hint: `${hint}, as text`,
        code: 'TypeInvalid',
      };
    }
    const result = readCidr(value);
    return 'problem' in result ? result.problem : check(result.cidr);
  });
}

function vpcProblem(cidr: Cidr): Problem | undefined {
  const got = show(cidr.text);
  if (cidr.family === 6) {
    return {
      must: 'must be an IPv4 range',
      got,
      hint: "use a private range such as '10.0.0.0/16'",
      code: 'CidrInvalid',
    };
  }
  const { widest, narrowest } = VPC_PREFIXES;
  if (cidr.prefix < widest || cidr.prefix > narrowest) {
    const address = cidr.text.split('/')[0] ?? '';
    return {
      must: `must have a prefix length from /${widest} to /${narrowest}`,
      got,
      hint: `try '${cidr.prefix < widest ? '10.0.0.0' : address}/${widest}', if it fits your network plan`,
      code: 'VpcSizeInvalid',
    };
  }
  if (isReserved(cidr)) {
    return {
      must: 'must not be a reserved range',
      got,
      hint: "use a private range such as '10.0.0.0/16'",
      code: 'CidrReserved',
    };
  }
  return isPrivate(cidr)
    ? undefined
    : {
        must: 'must lie in a private range: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
        got,
        hint: 'hosts on the internet with these addresses could not be reached; use a private range',
        code: 'VpcCidrPublic',
      };
}

function sourceProblem(cidr: Cidr): Problem | undefined {
  const got = show(cidr.text);
  if (cidr.prefix === 0) {
    return {
      must: 'must not stand for every address',
      got,
      hint: 'name the networks that are meant, or leave the list out',
      code: 'SourceRangeWildcard',
    };
  }
  return notPublicProblem(cidr);
}

function adminProblem(cidr: Cidr): Problem | undefined {
  const widest = WIDEST_ADMIN_SOURCE[cidr.family];
  const got = show(cidr.text);
  if (cidr.prefix === 0) {
    return {
      must: 'must not stand for every address',
      got,
      hint: 'name the network of the operators',
      code: 'SourceRangeWildcard',
    };
  }
  if (cidr.prefix < widest) {
    return {
      must: `must not be wider than /${widest}`,
      got,
      hint: `name the network of the operators with /${widest} or longer`,
      code: 'AdminSourceTooWide',
    };
  }
  return notPublicProblem(cidr);
}

function notPublicProblem(cidr: Cidr): Problem | undefined {
  return isPrivate(cidr) || isReserved(cidr)
    ? {
        must: 'must be addresses as AWS sees them, not a private or reserved range',
        got: show(cidr.text),
        hint: 'use the public addresses behind which that network reaches the internet',
        code: 'SourceRangeNotPublic',
      }
    : undefined;
}
