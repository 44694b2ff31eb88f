import { itemsOf, knownText, targetOf, type TemplateResource, type Value } from '../../template';
import { portOf } from './build/attributes';
import { entry } from './build/reader';
import { edgeAddress, ORIGIN_FACING } from './edge-address';
import type { Address } from './net/address';
import type { Interface } from './net/network';
import { TCP, UDP } from './net/packet';
import { both, either, truthOf, type Truth, type Verdict } from './net/truth';
import type { Question, Start } from './question';
import type { Place } from './places';
import type { World } from './world';

/** What a packet is, as far as distributions look at it. */
type Service = Pick<Question, 'protocol' | 'port'>;

/**
 * Whether a distribution answers viewers: over HTTP and HTTPS, and over QUIC when it speaks HTTP/3.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html read 2026-11-25
 */
export function distributionVerdict(world: World, question: Service, distribution: TemplateResource): Verdict {
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

/** A way in which a distribution asks an origin. */
export interface Asked {
  readonly at: Interface;
  readonly address: Address;
  /** Where its packet to a port starts. */
  readonly start: (service: Service) => Start;
}

/** Packets that a distribution sends to its origins at a place. */
export function fromDistribution(world: World, distribution: TemplateResource, to: Place): readonly Asked[] {
  const interfaces = to.kind === 'interfaces' ? to.interfaces : [];
  return interfaces.flatMap((at) =>
    [true, false].flatMap((isInside) => {
      const asked = askedOf(world, distribution, at, isInside);
      return asked === undefined || originsAt(world, distribution, at, isInside).length === 0 ? [] : [asked];
    }),
  );
}

/** How a distribution asks an interface, if it does: inside of its VPC, or on the internet. */
export function askedOf(
  world: World,
  distribution: TemplateResource,
  at: Interface,
  isInside: boolean,
): Asked | undefined {
  const address = isInside ? at.v4 : at.publicV4;
  if (address === undefined) {
    return undefined;
  }
  const origins = originsAt(world, distribution, at, isInside);
  const rule = origins.length === 0 ? 'it is no origin of the distribution' : 'an origin is asked for HTTP and HTTPS';
  const start = (service: Service): Start => {
    const truth = origins.map((config) => portsOf(config, service)).reduce(either, 'no');
    const asks: Verdict = { truth: isInside ? both(truth, hasGateway(at)) : truth, rule, by: 'distribution' };
    return isInside
      ? { origin: { kind: 'beside', interface: at, asks }, source: besideAddress(at) }
      : { origin: { kind: 'internet', asks }, source: edgeAddress() };
  };
  return { at, address, start };
}

/** What is said of the origins of a distribution that are an interface. */
function originsAt(
  world: World,
  distribution: TemplateResource,
  { owner }: Interface,
  isInside: boolean,
): readonly Value[] {
  const origins = itemsOf(world.reader.value(distribution, 'DistributionConfig', 'Origins')) ?? [];
  return origins.flatMap((origin) => {
    const vpcOrigin = targetOf(entry(entry(origin, 'VpcOriginConfig'), 'VpcOriginId'));
    const config =
      vpcOrigin === undefined
        ? entry(origin, 'CustomOriginConfig')
        : world.reader.value(vpcOrigin, 'VpcOriginEndpointConfig');
    const target = targetOf(vpcOrigin === undefined ? entry(origin, 'DomainName') : entry(config, 'Arn'));
    return target === owner && (vpcOrigin !== undefined) === isInside ? [config] : [];
  });
}

/**
 * A distribution asks an origin at its port for HTTP, at its port for HTTPS, or at both, as the origin has it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html read 2026-11-26
 */
function portsOf(config: Value, { protocol, port }: Service): Truth {
  if (protocol !== 'tcp' && protocol !== TCP) {
    return 'no';
  }
  const policy = entry(config, 'OriginProtocolPolicy');
  const word = policy.kind === 'absent' ? 'match-viewer' : knownText(policy);
  const asks = (name: string, otherwise: number, unless: string): Truth => {
    const written = entry(config, name);
    const own = written.kind === 'absent' ? otherwise : portOf(written);
    const isPort: Truth = own === undefined || port === undefined ? 'unknown' : truthOf(own === port);
    return both(isPort, word === undefined ? 'unknown' : truthOf(word !== unless));
  };
  return either(asks('HTTPPort', 80, 'https-only'), asks('HTTPSPort', 443, 'http-only'));
}

/**
 * The VPC of an origin must have an internet gateway, though no packet goes through it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * read 2026-11-26
 */
function hasGateway({ subnet }: Interface): Truth {
  return subnet.vpc.internetGateway === undefined ? 'unknown' : 'yes';
}

/**
 * Some address of the interfaces that CloudFront keeps in the VPC of an origin: any of the subnet of the origin.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 * read 2026-11-25
 */
function besideAddress({ v4, subnet }: Interface): Address {
  const own = v4 ?? { family: 4, value: 0n };
  const pickedIn = own.pickedIn ?? (subnet.v4 === undefined ? [] : [subnet.v4]);
  return { ...own, value: own.value + 1n, pickedIn, service: ORIGIN_FACING };
}
