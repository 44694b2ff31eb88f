import { bench } from '../bench';
import { refuse } from '../fake-clients';

const ok = () => ({});

describe('a VPC origin', () => {
  const type = 'AWS::CloudFront::VpcOrigin';
  const config = {
    Arn: 'arn:lb',
    HTTPSPort: 443,
    Name: 'site-entry',
    OriginProtocolPolicy: 'https-only',
    OriginSSLProtocols: ['TLSv1.2'],
  };
  const properties = { VpcOriginEndpointConfig: config };
  const origin = {
    Id: 'vo_1',
    Arn: 'arn:vo',
    AccountId: '111122223333',
    Status: 'Deploying',
    CreatedTime: new Date(0),
    LastModifiedTime: new Date(0),
  };
  const found = { GetVpcOrigin: () => ({ VpcOrigin: origin, ETag: 'E1' }) };

  test('is created with the defaults of CloudFormation', async () => {
    const { create, fake } = bench(type, { CreateVpcOrigin: () => ({ VpcOrigin: origin }) });
    expect(await create(properties)).toStrictEqual({
      status: 'SUCCESS',
      physicalId: 'vo_1',
      attributes: {
        Id: 'vo_1',
        Arn: 'arn:vo',
        AccountId: '111122223333',
        Status: 'Deployed',
        CreatedTime: '1970-01-01T00:00:00.000Z',
        LastModifiedTime: '1970-01-01T00:00:00.000Z',
      },
    });
    expect(fake.inputOf('CreateVpcOrigin')).toStrictEqual({
      VpcOriginEndpointConfig: {
        Arn: 'arn:lb',
        HTTPPort: 80,
        HTTPSPort: 443,
        Name: 'site-entry',
        OriginProtocolPolicy: 'https-only',
        OriginSslProtocols: { Quantity: 1, Items: ['TLSv1.2'] },
      },
    });
  });

  test('is changed in place at its current version', async () => {
    const { update, fake } = bench(type, { ...found, UpdateVpcOrigin: () => ({ VpcOrigin: origin }) });
    const after = { VpcOriginEndpointConfig: { ...config, HTTPSPort: 8443 } };
    expect(await update('vo_1', properties, after)).toMatchObject({ physicalId: 'vo_1' });
    expect(fake.inputOf('UpdateVpcOrigin')).toMatchObject({
      Id: 'vo_1',
      IfMatch: 'E1',
      VpcOriginEndpointConfig: { HTTPSPort: 8443 },
    });
  });

  test('is only tagged when its tags change', async () => {
    const { update, fake } = bench(type, { ...found, TagResource: ok, UntagResource: ok });
    const before = { ...properties, Tags: [{ Key: 'old', Value: '1' }] };
    await update('vo_1', before, { ...properties, Tags: [{ Key: 'new', Value: '2' }] });
    expect(fake.names).toStrictEqual(['GetVpcOrigin', 'TagResource', 'UntagResource']);
    expect(fake.inputOf('UntagResource')).toStrictEqual({ Resource: 'arn:vo', TagKeys: { Items: ['old'] } });
  });

  test('is deleted at its current version', async () => {
    const { remove, fake } = bench(type, { ...found, DeleteVpcOrigin: ok });
    await remove('vo_1', properties);
    expect(fake.inputOf('DeleteVpcOrigin')).toStrictEqual({ Id: 'vo_1', IfMatch: 'E1' });
  });

  test('that is gone is removed already', async () => {
    const { remove } = bench(type, { GetVpcOrigin: refuse('EntityNotFound') });
    expect(await remove('vo_1', properties)).toMatchObject({ status: 'SUCCESS' });
  });

  test('that a distribution uses stays, and that is a failure', async () => {
    const { remove } = bench(type, { ...found, DeleteVpcOrigin: refuse('CannotDeleteEntityWhileInUse') });
    expect(await remove('vo_1', properties)).toMatchObject({ status: 'FAILED' });
  });
});

describe('a monitoring subscription', () => {
  const type = 'AWS::CloudFront::MonitoringSubscription';
  const properties = (DistributionId: string, RealtimeMetricsSubscriptionStatus = 'Enabled') => ({
    DistributionId,
    MonitoringSubscription: { RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus } },
  });
  const created = { CreateMonitoringSubscription: ok };

  test('is created for its distribution', async () => {
    const { create, fake } = bench(type, created);
    expect(await create(properties('D1'))).toMatchObject({ physicalId: 'D1' });
    expect(fake.inputOf('CreateMonitoringSubscription')).toStrictEqual(properties('D1'));
  });

  test('is overwritten on a change, left alone without one, and another one for another distribution', async () => {
    const { update, fake } = bench(type, created);
    await update('D1', properties('D1'), properties('D1'));
    expect(fake.calls).toStrictEqual([]);
    await update('D1', properties('D1'), properties('D1', 'Disabled'));
    expect(fake.inputOf('CreateMonitoringSubscription')).toStrictEqual(properties('D1', 'Disabled'));
    expect(await update('D1', properties('D1'), properties('D2'))).toMatchObject({ physicalId: 'D2' });
  });

  test.each(['NoSuchMonitoringSubscription', 'NoSuchDistribution'])(
    'is removed already when the API says %s',
    async (code) => {
      const { remove, fake } = bench(type, { DeleteMonitoringSubscription: refuse(code) });
      expect(await remove('D1', properties('D1'))).toMatchObject({ status: 'SUCCESS' });
      expect(fake.inputOf('DeleteMonitoringSubscription')).toStrictEqual({ DistributionId: 'D1' });
    },
  );
});
