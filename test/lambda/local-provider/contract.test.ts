import { localType, TRANSLATED_TYPES } from '../../../lambda/local-provider/contract';
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
