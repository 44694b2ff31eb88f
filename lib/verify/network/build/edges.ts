import { describeValue, knownText, targetOf, type TemplateResource, type Value } from '../../../template';
import { TCP, UDP, type Certainty } from '../../address';
import type { NextHop, ServiceMatch } from '../types';
import { originOf, type BuildContext } from './context';
import { matchOf, perhaps, portMatch } from './read-services';
import { joinMatches } from './interfaces/load-balancers';
import { both, entry, listed, textIs, truth } from './read-values';

/** CloudFront distributions: the internet comes in on HTTP and HTTPS, and they ask their origins. */
export function buildEdges(ctx: BuildContext): void {
  for (const resource of ctx.resources('AWS::CloudFront::Distribution')) {
    const config = ctx.property(resource, 'DistributionConfig');
    const origins = listed(entry(config, 'Origins'));
    const isOn = truth(entry(config, 'Enabled'), true);
    const entries = [
      matchOf([80, 443].map((port) => ({ protocol: TCP, ports: { from: port, to: port } }))),
      ...quic(entry(config, 'HttpVersion')),
    ].flatMap((each) => enabled(each, isOn));
    ctx.proxies.push({
      id: originOf(resource).id,
      kind: 'cloudfront',
      origin: originOf(resource),
      interfaces: [],
      isPublicEntry: ctx.exists(resource),
      entries,
      nextHops: origins.items.map(({ value, exists, index }) =>
        originHop(ctx, resource, value, both(exists, ctx.exists(resource)), index, joinMatches(entries)),
      ),
      ...(origins.open === undefined ? {} : { open: `origins of ${originOf(resource).label}` }),
    });
  }
}

/**
 * A distribution that is disabled accepts no requests of viewers.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
 * "Distribution state", read 2026-11-26
 */
function enabled(match: ServiceMatch, isOn: Certainty): readonly ServiceMatch[] {
  return isOn === 'no' ? [] : isOn === 'yes' ? [match] : [perhaps(match.may, 'whether the distribution is enabled')];
}

/**
 * HTTP/3 is spoken over UDP, and only when it is switched on.
 *
 * @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_DistributionConfig.html `HttpVersion`, read
 * 2026-11-26: the default is http2
 */
function quic(version: Value): ServiceMatch[] {
  const port = [{ protocol: UDP, ports: { from: 443, to: 443 } }];
  const isOn = textIs(version, (text) => text.toLowerCase().includes('http3') || text.includes('and3'), false);
  return isOn === 'no' ? [] : [isOn === 'yes' ? matchOf(port) : perhaps(port, 'the HTTP version')];
}

function originHop(
  ctx: BuildContext,
  resource: TemplateResource,
  origin: Value,
  exists: NextHop['exists'],
  index: number,
  from: ServiceMatch,
): NextHop {
  const vpcOrigin = targetOf(entry(origin, 'VpcOriginConfig', 'VpcOriginId'));
  const base = { origin: originOf(resource, `Origins[${index}]`), from, keepsClientAddress: 'no' as const, exists };
  if (vpcOrigin?.type === 'AWS::CloudFront::VpcOrigin') {
    const config = ctx.property(vpcOrigin, 'VpcOriginEndpointConfig');
    const target = targetOf(entry(config, 'Arn'));
    const interfaces = target === undefined ? [] : (ctx.byOwner.get(target) ?? []);
    return {
      ...base,
      origin: originOf(vpcOrigin),
      to:
        interfaces.length === 0
          ? { kind: 'unknown', reason: describeValue(entry(config, 'Arn')) }
          : { kind: 'interfaces', interfaces },
      services: originServices(config, 'HTTPPort', 'HTTPSPort'),
      viaVpcOrigin: true,
    };
  }
  if (entry(origin, 'VpcOriginConfig').kind !== 'absent') {
    return {
      ...base,
      to: { kind: 'unknown', reason: 'a VPC origin that is not in the templates' },
      services: perhaps([{ protocol: TCP }], 'the VPC origin'),
    };
  }
  const custom = entry(origin, 'CustomOriginConfig');
  const name = entry(origin, 'DomainName');
  const target = targetOf(name);
  const interfaces = target === undefined ? [] : (ctx.byOwner.get(target) ?? []);
  if (
    target?.type === 'AWS::S3::Bucket' ||
    /\.s3[.-][a-z0-9.-]*amazonaws\.com|\.s3\.amazonaws\.com/.test(knownText(name) ?? describeValue(name))
  ) {
    return { ...base, to: { kind: 'service' }, services: matchOf([]) };
  }
  return {
    ...base,
    to: interfaces.length === 0 ? { kind: 'internet' } : { kind: 'interfaces', interfaces },
    services:
      custom.kind === 'absent'
        ? matchOf([{ protocol: TCP, ports: { from: 80, to: 443 } }])
        : originServices(custom, 'HTTPPort', 'HTTPSPort'),
  };
}

function originServices(config: Value, http: string, https: string): ServiceMatch {
  const policy = entry(config, 'OriginProtocolPolicy');
  const port = (name: string, otherwise: number): ServiceMatch => {
    const value = entry(config, name);
    const chosen: Value = value.kind === 'absent' ? { kind: 'known', value: otherwise } : value;
    return portMatch(TCP, chosen, chosen);
  };
  const [onHttp, onHttps] = [
    textIs(policy, (text) => text !== 'https-only', true),
    textIs(policy, (text) => text !== 'http-only', true),
  ];
  const parts = [...(onHttp === 'no' ? [] : [port(http, 80)]), ...(onHttps === 'no' ? [] : [port(https, 443)])];
  const isSure = onHttp !== 'unknown' && onHttps !== 'unknown';
  return { may: parts.flatMap(({ may }) => may), must: isSure ? parts.flatMap(({ must }) => must) : [] };
}
