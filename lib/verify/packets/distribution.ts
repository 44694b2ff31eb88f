import { itemsOf, knownText, targetOf, type TemplateResource, type Value } from '../../template';
import type { Address } from './net/address';
import type { Interface } from './net/network';
import { TCP, UDP } from './net/packet';
import { both, type Verdict } from './net/truth';
import type { Question, Start } from './question';
import { entry } from './build/reader';
import type { Place } from './places';
import type { World } from './world';

/** Name of the prefix list that holds the addresses from which CloudFront asks origins. */
export const ORIGIN_FACING = 'com.amazonaws.global.cloudfront.origin-facing';

/**
 * Whether a distribution answers viewers: over HTTP and HTTPS, and over QUIC when it speaks HTTP/3.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html read 2026-11-25
 */
export function distributionVerdict(world: World, question: Question, distribution: TemplateResource): Verdict {
  const by = 'distribution';
  const enabled = world.reader.truth(distribution, ['DistributionConfig', 'Enabled'], 'unknown');
  const version = world.reader.word(distribution, ['DistributionConfig', 'HttpVersion'], 'http1.1');
  const isHttp =
    (question.protocol === 'tcp' || question.protocol === TCP) && (question.port === 80 || question.port === 443);
  const isWeb = (question.protocol === 'udp' || question.protocol === UDP) && question.port === 443;
  if (version === '?' && isWeb) {
    return { truth: both(enabled, 'unknown'), rule: 'the version of HTTP is not known', by };
  }
  return isHttp || (isWeb && /^http(2and)?3$/.test(version))
    ? { truth: enabled, rule: 'CloudFront answers viewers on the internet', by }
    : { truth: 'no', rule: 'CloudFront does not listen there', by };
}

/** Why a distribution may ask origins that are not known: names of other servers may lead anywhere. */
export function originDoubt(world: World, distribution: TemplateResource): string | undefined {
  const origins = itemsOf(world.reader.value(distribution, 'DistributionConfig', 'Origins'));
  const isKnown = (origin: Value): boolean =>
    targetOf(entry(entry(origin, 'VpcOriginConfig'), 'VpcOriginId')) !== undefined ||
    targetOf(entry(origin, 'DomainName')) !== undefined ||
    /\.s3[.-].*amazonaws\.com/.test(knownText(entry(origin, 'DomainName')) ?? '');
  return origins?.every(isKnown) === true ? undefined : 'where the names of its origins lead is not known';
}

/** A packet that a distribution sends to an origin. */
interface Asked {
  readonly origin: Start;
  readonly address: Address;
  readonly at: Interface;
}

/** Packets that a distribution sends to its origins at a place. */
export function fromDistribution(world: World, distribution: TemplateResource, to: Place): readonly Asked[] {
  const origins = itemsOf(world.reader.value(distribution, 'DistributionConfig', 'Origins')) ?? [];
  const interfaces = to.kind === 'interfaces' ? to.interfaces : [];
  return origins.flatMap((origin) => interfaces.flatMap((at) => packetsTo(world, origin, at)));
}

function packetsTo(world: World, origin: Value, at: Interface): readonly Asked[] {
  const vpcOrigin = targetOf(entry(entry(origin, 'VpcOriginConfig'), 'VpcOriginId'));
  if (vpcOrigin !== undefined) {
    const endpoint = world.reader.target(vpcOrigin, 'VpcOriginEndpointConfig', 'Arn');
    return endpoint === at.owner && at.v4 !== undefined
      ? [{ origin: { origin: { kind: 'beside', interface: at }, source: besideAddress(at) }, address: at.v4, at }]
      : [];
  }
  const isHere = targetOf(entry(origin, 'DomainName')) === at.owner;
  return isHere && at.publicV4 !== undefined
    ? [{ origin: { origin: { kind: 'internet' }, source: edgeAddress() }, address: at.publicV4, at }]
    : [];
}

/** Some address from which CloudFront asks public origins. */
function edgeAddress(): Address {
  return {
    family: 4,
    value: (13n << 24n) | (124n << 16n) | 5n,
    pickedIn: [],
    publicOnly: true,
    service: ORIGIN_FACING,
  };
}

/**
 * Some address of the interfaces that CloudFront keeps in the VPC of an origin: one of the subnet of the origin.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * read 2026-11-25
 */
function besideAddress(at: Interface): Address {
  const own = at.v4 ?? { family: 4, value: 0n };
  return { ...own, value: own.value + 1n, service: ORIGIN_FACING };
}
