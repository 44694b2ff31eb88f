import { Match } from 'aws-cdk-lib/assertions';
import { testSite } from '../support/test-site';
import { edgeTemplate } from './edge-stack';

const template = edgeTemplate(testSite());
const idOf = (type: string) => Object.keys(template.findResources(type))[0] ?? '';
const sourceId = idOf('AWS::Logs::DeliverySource');
const destinationId = idOf('AWS::Logs::DeliveryDestination');
const [delivery] = Object.values(template.findResources('AWS::Logs::Delivery'));
const recordFields = delivery?.Properties.RecordFields as readonly string[];

test('takes the access logs of the distribution', () => {
  template.hasResourceProperties('AWS::Logs::DeliverySource', {
    Name: 'test-site-access-logs',
    LogType: 'ACCESS_LOGS',
    ResourceArn: {
      'Fn::Join': [
        '',
        [
          'arn:aws:cloudfront::',
          { Ref: 'AWS::AccountId' },
          ':distribution/',
          { Ref: Match.stringLikeRegexp('^Distribution') },
        ],
      ],
    },
  });
});

test('delivers them as JSON below the prefix that the log bucket admits', () => {
  template.hasResourceProperties('AWS::Logs::DeliveryDestination', {
    Name: 'test-site-access-logs',
    OutputFormat: 'json',
    DestinationResourceArn: { 'Fn::Join': ['', [{ 'Fn::ImportValue': Match.anyValue() }, '/distributions']] },
  });
});

test('keeps one folder an hour', () => {
  expect(delivery?.Properties).toMatchObject({
    DeliverySourceName: { Ref: sourceId },
    DeliveryDestinationArn: { 'Fn::GetAtt': [destinationId, 'Arn'] },
    S3SuffixPath: '{DistributionId}/{yyyy}/{MM}/{dd}/{HH}',
    S3EnableHiveCompatiblePath: false,
  });
});

test('makes source, destination and delivery one after the other', () => {
  template.hasResource('AWS::Logs::DeliveryDestination', { DependsOn: [sourceId] });
  template.hasResource('AWS::Logs::Delivery', { DependsOn: [destinationId] });
});

test.each(['c-ip', 'c-country', 'asn', 'cs-uri-stem', 'sc-status', 'x-edge-detailed-result-type', 'origin-fbl'])(
  'records %s',
  (field) => {
    expect(recordFields).toContain(field);
  },
);

test('records no cookies', () => {
  expect(recordFields).not.toContain('cs(Cookie)');
});

test('records no field twice', () => {
  expect(new Set(recordFields).size).toBe(recordFields.length);
});

test('leaves legacy logging off, whose bucket would need access control lists', () => {
  template.hasResourceProperties('AWS::CloudFront::Distribution', { DistributionConfig: { Logging: Match.absent() } });
});
