import { Evaluator, type Declared } from '../../../lib/failures';
import { courseOf, lose } from '../support/outcome';
import { poolOf, readSmall, ZONES, type Changes } from '../support/small-site';

const instance = (tier: number, size: string): Changes[string] => ({
  Type: 'AWS::RDS::DBInstance',
  DependsOn: 'Writer',
  Properties: {
    DBClusterIdentifier: { Ref: 'Database' },
    DBInstanceClass: `db.r8g.${size}`,
    Engine: 'aurora-postgresql',
    AvailabilityZone: ZONES[1],
    PromotionTier: tier,
  },
});

test('promotes by tier, then by size, then in the order of the template', () => {
  const { model } = readSmall({
    Reader: instance(1, 'large'),
    Small: instance(0, 'large'),
    Large: instance(0, '2xlarge'),
    Last: instance(1, 'large'),
  });
  expect(poolOf(model, 'Site/Database#writer').members.map(({ id }) => id)).toEqual([
    'Writer',
    'Large',
    'Small',
    'Reader',
    'Last',
  ]);
});

test('has another writer after the promotion and the recovery of clients', () => {
  const { model } = readSmall();
  expect(courseOf(lose(model, 'Site/Writer'), 'POST')).toEqual(['DOWN', 'UP', 'UP', 75]);
});

test('does not promote without the control plane of RDS', () => {
  const { model } = readSmall();
  const { services } = new Evaluator(model).evaluate({
    first: [
      { group: 'Site/Writer', mode: 'lost' },
      { group: 'eu-west-1#rds', mode: 'lost' },
    ],
  });
  expect(services.map(({ t1 }) => t1.state)).toEqual(['DOWN', 'DOWN']);
});

test('is down for good when the only instance of a cluster is lost', () => {
  const { model } = readSmall({ Reader: { Type: 'AWS::SNS::Topic', Properties: {} } });
  expect(courseOf(lose(model, 'Site/Writer'), 'POST')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
});

describe('the volume of a cluster', () => {
  const { model } = readSmall();

  test('has two copies in each of three zones, whether the site uses the third or not', () => {
    expect(model.parts.filter(({ id }) => id.includes('#copy')).map(({ zone }) => zone)).toEqual([
      'another zone of eu-west-1',
      'another zone of eu-west-1',
      'eu-west-1a',
      'eu-west-1a',
      'eu-west-1b',
      'eu-west-1b',
    ]);
  });

  test('is read with three copies and written with four', () => {
    const { services } = new Evaluator(model).evaluate({
      first: [
        { group: 'another zone of eu-west-1', mode: 'lost' },
        { group: 'Site/Database#copy eu-west-1b/1', mode: 'lost' },
      ],
    });
    expect(services.map(({ service, t1 }) => [service, t1.state])).toEqual([
      ['GET', 'UP'],
      ['POST', 'DOWN'],
    ]);
  });

  test('is lost with two zones, whatever instances live', () => {
    const { services } = new Evaluator(model).evaluate({
      first: [
        { group: 'another zone of eu-west-1', mode: 'lost' },
        { group: 'eu-west-1b', mode: 'lost' },
      ],
    });
    expect(services.map(({ t1 }) => t1.state)).toEqual(['DOWN', 'DOWN']);
  });
});

describe('a service that reads by the reader endpoint', () => {
  const declared: Declared = { services: [{ id: 'look', method: 'GET', reads: 'reader' }] };
  const { model } = readSmall({}, declared);

  test('leaves out the writer', () => {
    expect(poolOf(model, 'Site/Database#readers').without).toBe('Site/Database#writer');
  });

  test('goes to the writer when the reader is lost', () => {
    expect(courseOf(lose(model, 'Site/Reader'), 'look')).toEqual(['DOWN', 'UP', 'UP', 20]);
  });

  test('does not notice that the writer is lost until its reader is promoted', () => {
    expect(courseOf(lose(model, 'Site/Writer'), 'look')).toEqual(['UP', 'UP', 'UP', 0]);
  });
});

describe('a database with a key', () => {
  const { model } = readSmall({
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Database: { Properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
  });

  test('is down when the key is disabled', () => {
    expect(courseOf(lose(model, 'Site/Key'), 'POST')).toEqual(['DOWN', 'DOWN', 'DOWN', undefined]);
  });
});

describe('an instance that belongs to no cluster', () => {
  const read = (multiAz: boolean): ReturnType<typeof readSmall> =>
    readSmall({
      Database: {
        Type: 'AWS::RDS::DBInstance',
        Properties: {
          Engine: 'postgres',
          MultiAZ: multiAz,
          PubliclyAccessible: false,
          VpcSecurityGroupIds: null,
          DBSubnetGroupName: { Ref: 'DataSubnets' },
          VPCSecurityGroups: [{ 'Fn::GetAtt': ['DataGroup', 'GroupId'] }],
        },
      },
      Writer: { Type: 'AWS::SNS::Topic', Properties: {} },
      Reader: { Type: 'AWS::SNS::Topic', Properties: {} },
    });

  test('fails over to its standby', () => {
    expect(courseOf(lose(read(true).model, 'Site/Database#primary'), 'POST')).toEqual(['DOWN', 'UP', 'UP', 135]);
  });

  test('is lost for good without a standby', () => {
    expect(courseOf(lose(read(false).model, 'Site/Database#primary'), 'POST')).toEqual([
      'DOWN',
      'DOWN',
      'DOWN',
      undefined,
    ]);
  });

  test('tells that its zone is open', () => {
    expect(read(true).findings).toContainEqual(
      expect.objectContaining({ code: 'ASSUMED', where: 'Site/Database', means: expect.stringContaining('zones') }),
    );
  });
});

test('a cluster of RDS has three instances that the template does not name', () => {
  const { model } = readSmall({
    Database: { Properties: { Engine: 'postgres', DBClusterInstanceClass: 'db.r8g.large' } },
    Writer: { Type: 'AWS::SNS::Topic', Properties: {} },
    Reader: { Type: 'AWS::SNS::Topic', Properties: {} },
  });
  expect([
    poolOf(model, 'Site/Database#writer').members.map(({ id }) => id),
    courseOf(lose(model, 'Site/Database#primary'), 'POST'),
  ]).toEqual([
    ['primary', 'reader 1', 'reader 2'],
    ['DOWN', 'UP', 'UP', 50],
  ]);
});
