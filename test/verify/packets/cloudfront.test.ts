import { balancer, NET, targets, world } from './support/balanced';
import { answer, att, group, ref, resource, rule, worldOf, type Resources } from './support/net';
import type { JsonObject } from '../../../lib/template';

describe('CloudFront', () => {
  const distribution = (origin: JsonObject): Resources => ({
    Cdn: resource('CloudFront::Distribution', {
      DistributionConfig: { Enabled: true, HttpVersion: 'http2', Origins: [{ Id: 'origin', ...origin }] },
    }),
  });
  const CUSTOM = distribution({
    DomainName: att('Lb', 'DNSName'),
    CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
  });
  const PRIVATE: Resources = {
    ...distribution({ DomainName: att('Lb', 'DNSName'), VpcOriginConfig: { VpcOriginId: att('Origin', 'Id') } }),
    Origin: resource('CloudFront::VpcOrigin', { VpcOriginEndpointConfig: { Name: 'origin', Arn: ref('Lb') } }),
  };
  const BY_LIST = group('Front', 'Vpc', [rule('tcp/443', { SourcePrefixListId: 'pl-cdn' })]);
  const options = { prefixLists: { 'pl-cdn': 'com.amazonaws.global.cloudfront.origin-facing' } };

  test('answers viewers on the internet', () => {
    const cdn = world({ ...balancer('application'), ...CUSTOM });
    expect(answer(cdn, 'internet > Cdn tcp/443')).toBe('yes/yes');
    expect(answer(cdn, 'internet > Cdn tcp/22')).toBe('no/no');
    expect(answer(cdn, 'internet > Cdn udp/443')).toBe('no/no');
  });

  test('asks public origins from its own addresses', () => {
    const open = world({ ...balancer('application'), ...CUSTOM });
    expect(answer(open, 'Cdn > Lb tcp/443')).toBe('yes/yes');
    const listed = worldOf({ ...NET, ...targets(), ...balancer('application'), ...CUSTOM, ...BY_LIST }, options);
    expect(answer(listed, 'Cdn > Lb tcp/443')).toBe('yes/yes');
    expect(answer(listed, 'internet > Lb tcp/443')).toBe('no/no');
  });

  test('asks VPC origins from inside', () => {
    const net = { ...NET, ...targets(), ...balancer('application', { Scheme: 'internal' }), ...PRIVATE };
    expect(answer(worldOf({ ...net, ...BY_LIST }, options), 'Cdn > Lb tcp/443')).toBe('yes/yes');
    expect(answer(worldOf({ ...net, ...group('Front', 'Vpc', []) }, options), 'Cdn > Lb tcp/443')).toBe('no/no');
    expect(answer(worldOf({ ...net, ...BY_LIST }, options), 'internet > Lb tcp/443')).toBe('no/no');
  });

  test('sends nothing to what is no origin of it', () => {
    expect(answer(world({ ...balancer('application'), ...CUSTOM }), 'Cdn > AppA tcp/8080')).toBe('no/no');
  });
});
