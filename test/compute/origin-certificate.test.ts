import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { OriginCertificate } from '../../lib/compute';
import type { DomainConfig } from '../../lib/site';
import { testApp } from '../support/test-app';

function synthCertificate(domain: DomainConfig): { template: Template; arn: unknown } {
  const stack = new Stack(testApp(), 'Compute', { env: { region: 'ap-northeast-1' } });
  const { certificate } = new OriginCertificate(stack, 'Certificate', { domain });
  return { template: Template.fromStack(stack), arn: stack.resolve(certificate.certificateArn) };
}

test('is issued for the name viewers use and validated in the hosted zone', () => {
  const { template } = synthCertificate({
    kind: 'hosted-zone',
    name: 'tickets.example.jp',
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    hostedZoneName: 'example.jp',
  });
  template.hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'tickets.example.jp',
    ValidationMethod: 'DNS',
    DomainValidationOptions: [{ DomainName: 'tickets.example.jp', HostedZoneId: 'Z0123456789ABCDEFGHIJ' }],
  });
});

test('is the existing one where the site has certificates', () => {
  const originCertificateArn =
    'arn:aws:acm:ap-northeast-1:111122223333:certificate/00000000-0000-4000-8000-000000000001';
  const { template, arn } = synthCertificate({
    kind: 'certificates',
    name: 'tickets.example.jp',
    edgeCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000002',
    originCertificateArn,
  });
  expect(arn).toBe(originCertificateArn);
  template.resourceCountIs('AWS::CertificateManager::Certificate', 0);
});
