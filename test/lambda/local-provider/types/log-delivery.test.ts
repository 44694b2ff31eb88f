import { bench } from '../bench';
import { refuse } from '../fake-clients';

const ok = () => ({});
const gone = refuse('ResourceNotFoundException');
const ARN = 'arn:aws:logs:ap-northeast-1:111122223333';
const tags = [{ Key: 'site', Value: 'x' }];

describe('a delivery source', () => {
  const type = 'AWS::Logs::DeliverySource';
  const properties = { LogType: 'ACCESS_LOGS', Name: 'access', ResourceArn: 'arn:distribution', Tags: tags };
  const deliverySource = {
    arn: `${ARN}:delivery-source:access`,
    service: 'cloudfront',
    resourceArns: ['arn:distribution'],
  };

  test('is put under its name', async () => {
    const { create, fake } = bench(type, { PutDeliverySource: () => ({ deliverySource }) });
    expect(await create(properties)).toMatchObject({
      physicalId: 'access',
      attributes: { Arn: deliverySource.arn, ResourceArns: ['arn:distribution'], Service: 'cloudfront' },
    });
    expect(fake.inputOf('PutDeliverySource')).toStrictEqual({
      name: 'access',
      resourceArn: 'arn:distribution',
      logType: 'ACCESS_LOGS',
      tags: { site: 'x' },
    });
  });

  test('is put again for another distribution, and tagged', async () => {
    const { update, fake } = bench(type, {
      PutDeliverySource: () => ({ deliverySource }),
      UntagResource: ok,
      GetDeliverySource: () => ({ deliverySource }),
    });
    const after = { ...properties, ResourceArn: 'arn:other', Tags: undefined };
    expect(await update('access', properties, after)).toMatchObject({ physicalId: 'access' });
    expect(fake.inputOf('PutDeliverySource')).toMatchObject({ resourceArn: 'arn:other' });
    expect(fake.inputOf('UntagResource')).toStrictEqual({ resourceArn: deliverySource.arn, tagKeys: ['site'] });
  });

  test('is another one under another name, and gone is removed already', async () => {
    const { update, remove } = bench(type, {
      PutDeliverySource: () => ({ deliverySource }),
      DeleteDeliverySource: gone,
    });
    expect(await update('access', properties, { ...properties, Name: 'b' })).toMatchObject({ physicalId: 'b' });
    expect(await remove('access', properties)).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('a delivery destination', () => {
  const type = 'AWS::Logs::DeliveryDestination';
  const properties = { DestinationResourceArn: 'arn:aws:s3:::b', Name: 'access', OutputFormat: 'json', Tags: tags };
  const arn = `${ARN}:delivery-destination:access`;

  test('is put under its name', async () => {
    const { create, fake } = bench(type, { PutDeliveryDestination: ok });
    expect(await create(properties)).toMatchObject({ physicalId: 'access', attributes: { Arn: arn } });
    expect(fake.inputOf('PutDeliveryDestination')).toStrictEqual({
      name: 'access',
      outputFormat: 'json',
      deliveryDestinationConfiguration: { destinationResourceArn: 'arn:aws:s3:::b' },
      tags: { site: 'x' },
    });
  });

  test('is tagged in place, and not replaced under the same name', async () => {
    const { update, fake } = bench(type, { TagResource: ok });
    const tagged = { ...properties, Tags: [...tags, { Key: 'new', Value: 'y' }] };
    expect(await update('access', properties, tagged)).toMatchObject({ attributes: { Arn: arn } });
    expect(fake.inputOf('TagResource')).toStrictEqual({ resourceArn: arn, tags: { new: 'y' } });
    expect(await update('access', properties, { ...properties, OutputFormat: 'plain' })).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('because OutputFormat changed'),
    });
  });

  test('that is gone is removed already', async () => {
    const { remove } = bench(type, { DeleteDeliveryDestination: gone });
    expect(await remove('access', properties)).toMatchObject({ status: 'SUCCESS' });
  });
});

describe('a delivery', () => {
  const type = 'AWS::Logs::Delivery';
  const properties = {
    DeliveryDestinationArn: 'arn:destination',
    DeliverySourceName: 'access',
    RecordFields: ['date', 'time'],
    S3EnableHiveCompatiblePath: false,
    S3SuffixPath: '{yyyy}',
    Tags: tags,
  };
  const delivery = { id: 'new', arn: `${ARN}:delivery:new`, deliveryDestinationType: 'S3' };
  const created = { CreateDelivery: () => ({ delivery }) };

  test('is created', async () => {
    const { create, fake } = bench(type, created);
    expect(await create(properties)).toMatchObject({
      physicalId: 'new',
      attributes: { Arn: delivery.arn, DeliveryDestinationType: 'S3', DeliveryId: 'new' },
    });
    expect(fake.inputOf('CreateDelivery')).toStrictEqual({
      deliverySourceName: 'access',
      deliveryDestinationArn: 'arn:destination',
      recordFields: ['date', 'time'],
      s3DeliveryConfiguration: { suffixPath: '{yyyy}', enableHiveCompatiblePath: false },
      tags: { site: 'x' },
    });
  });

  test('is made anew when its fields change, because there may be only one', async () => {
    const { update, fake } = bench(type, { DeleteDelivery: ok, ...created });
    expect(await update('old', properties, { ...properties, RecordFields: ['date'] })).toMatchObject({
      physicalId: 'new',
    });
    expect(fake.names).toStrictEqual(['DeleteDelivery', 'CreateDelivery']);
  });

  test('stays when only tags change', async () => {
    const { update, fake } = bench(type, {
      TagResource: ok,
      GetDelivery: () => ({ delivery: { ...delivery, id: 'old' } }),
    });
    const after = { ...properties, Tags: [{ Key: 'site', Value: 'y' }] };
    expect(await update('old', properties, after)).toMatchObject({ physicalId: 'old' });
    expect(fake.inputOf('TagResource')).toStrictEqual({ resourceArn: `${ARN}:delivery:old`, tags: { site: 'y' } });
  });

  test('is another one from another source, and gone is removed already', async () => {
    const { update, remove } = bench(type, { ...created, DeleteDelivery: gone });
    expect(await update('old', properties, { ...properties, DeliverySourceName: 'b' })).toMatchObject({
      physicalId: 'new',
    });
    expect(await remove('old', properties)).toMatchObject({ status: 'SUCCESS' });
  });
});
