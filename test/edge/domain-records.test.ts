import { Match } from 'aws-cdk-lib/assertions';
import { starterSite, testSite } from '../support/test-site';
import { CERTIFICATES, edgeTemplate } from './edge-stack';

const hostedZone = edgeTemplate(testSite());
const imported = edgeTemplate(testSite({ domain: CERTIFICATES }));
const starter = edgeTemplate(starterSite());

describe('records', () => {
  test.each(['A', 'AAAA'])('lead the domain to the distribution: %s', (Type) => {
    hostedZone.hasResourceProperties('AWS::Route53::RecordSet', {
      Type,
      Name: 'tickets.example.jp.',
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Distribution'), 'DomainName'] },
        HostedZoneId: Match.anyValue(),
      },
    });
  });

  test('are two', () => {
    hostedZone.resourceCountIs('AWS::Route53::RecordSet', 2);
  });

  test.each([
    ['DNS is kept elsewhere', imported],
    ['there is no domain', starter],
  ])('are none when %s', (_, template) => {
    template.resourceCountIs('AWS::Route53::RecordSet', 0);
  });
});
