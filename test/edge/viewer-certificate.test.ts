import { testApp } from '../support/test-app';
import { starterSite, testSite } from '../support/test-site';
import { CERTIFICATES, EdgeFixture, edgeTemplate } from './edge-stack';

const hostedZone = edgeTemplate(testSite());
const imported = edgeTemplate(testSite({ domain: CERTIFICATES }));
const starter = edgeTemplate(starterSite());

describe('certificate', () => {
  test('is validated in the hosted zone', () => {
    hostedZone.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'tickets.example.jp',
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: 'tickets.example.jp', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
    });
  });

  test.each([
    ['one exists', imported],
    ['there is no domain', starter],
  ])('is not made when %s', (_, template) => {
    template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
  });

  test.each([testSite(), testSite({ domain: CERTIFICATES })])('tells when it expires', (site) => {
    expect(new EdgeFixture(testApp(), site).viewerCertificate?.metricDaysToExpiry()).toMatchObject({
      namespace: 'AWS/CertificateManager',
      metricName: 'DaysToExpiry',
      statistic: 'Minimum',
    });
  });

  test('of another Region than us-east-1 is refused', () => {
    const domain = { ...CERTIFICATES, edgeCertificateArn: CERTIFICATES.originCertificateArn };
    expect(() => new EdgeFixture(testApp(), { ...testSite(), domain })).toThrow(/us-east-1/);
  });
});
