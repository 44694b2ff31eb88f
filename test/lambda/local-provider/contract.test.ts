import { clusterHost, instanceHost, localType, TRANSLATED_TYPES } from '../../../lambda/local-provider/contract';
import { findType } from '../../../lambda/local-provider/types';

test.each(TRANSLATED_TYPES)('%s can be made, changed and removed', (type) => {
  expect(Object.keys(findType(type) ?? {}).sort()).toStrictEqual(['create', 'remove', 'update']);
});

test.each(['AWS::X::Y', 'constructor', '__proto__', ''])('%p is no type', (type) => {
  expect(findType(type)).toBeUndefined();
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
test('every type has a name of its own that CloudFormation accepts', () => {
  const names = TRANSLATED_TYPES.map(localType);
  expect(new Set(names).size).toBe(names.length);
  names.forEach((name) => {
    expect(name).toMatch(/^Custom::[A-Za-z0-9_@-]+$/);
    expect(name.length).toBeLessThanOrEqual(60);
  });
});

// https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
test('databases have names as RDS gives them, which nobody else has', () => {
  expect([
    instanceHost('db-1', 'ap-northeast-1'),
    clusterHost('db', 'us-east-1', 'writer'),
    clusterHost('db', 'us-east-1', 'readers'),
  ]).toStrictEqual([
    'db-1.honmarulocal.ap-northeast-1.rds.amazonaws.com',
    'db.cluster-honmarulocal.us-east-1.rds.amazonaws.com',
    'db.cluster-ro-honmarulocal.us-east-1.rds.amazonaws.com',
  ]);
});
