import { bench } from '../bench';
import { refuse } from '../fake-clients';

const authorized = () => ({ SecurityGroupRules: [{ SecurityGroupRuleId: 'sgr-1' }] });
const common = { Description: 'Requests', FromPort: 8443, GroupId: 'sg-1', IpProtocol: 'tcp', ToPort: 8443 };

const directions = [
  { name: 'Ingress', peer: { SourceSecurityGroupId: 'sg-2' }, list: { SourcePrefixListId: 'pl-1' } },
  { name: 'Egress', peer: { DestinationSecurityGroupId: 'sg-2' }, list: { DestinationPrefixListId: 'pl-1' } },
];

describe.each(directions)('a security group rule: $name', ({ name, peer, list }) => {
  const type = `AWS::EC2::SecurityGroup${name}`;
  const authorize = `AuthorizeSecurityGroup${name}`;
  const revoke = `RevokeSecurityGroup${name}`;
  const properties = { ...common, ...peer };

  test('is authorized with numbers as numbers, and answers its id', async () => {
    const { create, fake } = bench(type, { [authorize]: authorized });
    expect(await create(properties)).toMatchObject({ physicalId: 'sgr-1', attributes: { Id: 'sgr-1' } });
    expect(fake.inputOf(authorize)).toMatchObject({
      GroupId: 'sg-1',
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 8443,
          ToPort: 8443,
          UserIdGroupPairs: [{ GroupId: 'sg-2', Description: 'Requests' }],
        },
      ],
    });
  });

  test.each([
    [{ CidrIp: '10.0.0.0/8' }, { IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'Requests' }] }],
    [{ CidrIpv6: '::/0' }, { Ipv6Ranges: [{ CidrIpv6: '::/0', Description: 'Requests' }] }],
    [list, { PrefixListIds: [{ PrefixListId: 'pl-1', Description: 'Requests' }] }],
  ])('allows %p', async (other, permission) => {
    const { create, fake } = bench(type, { [authorize]: authorized });
    await create({ ...common, ...other });
    expect(fake.inputOf(authorize)).toMatchObject({ IpPermissions: [permission] });
  });

  test('has its description changed in place', async () => {
    const { update, fake } = bench(type, { ModifySecurityGroupRules: () => ({}) });
    expect(await update('sgr-1', properties, { ...properties, Description: 'Other' })).toMatchObject({
      physicalId: 'sgr-1',
    });
    expect(fake.inputOf('ModifySecurityGroupRules')).toMatchObject({
      GroupId: 'sg-1',
      SecurityGroupRules: [
        {
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { Description: 'Other', ReferencedGroupId: 'sg-2', FromPort: 8443 },
        },
      ],
    });
  });

  test('is not touched without a change', async () => {
    const { update, fake } = bench(type);
    await update('sgr-1', properties, properties);
    expect(fake.calls).toStrictEqual([]);
  });

  test('is another one on another port', async () => {
    const { update } = bench(type, { [authorize]: authorized });
    expect(await update('sgr-0', properties, { ...properties, ToPort: 9000 })).toMatchObject({ physicalId: 'sgr-1' });
  });

  test('is revoked by its id', async () => {
    const { remove, fake } = bench(type, { [revoke]: () => ({}) });
    await remove('sgr-1', properties);
    expect(fake.inputOf(revoke)).toStrictEqual({ GroupId: 'sg-1', SecurityGroupRuleIds: ['sgr-1'] });
  });

  test.each(['InvalidSecurityGroupRuleId.NotFound', 'InvalidGroup.NotFound'])(
    'is removed already when the API says %s',
    async (code) => {
      const { remove } = bench(type, { [revoke]: refuse(code) });
      expect(await remove('sgr-1', properties)).toMatchObject({ status: 'SUCCESS' });
    },
  );
});
