import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { declareFailures, selectorOf } from '../../lib/foundation';
import { testApp } from '../support/test-app';

test('what a stack declares stands in its template, under the name that is read', () => {
  const stack = new Stack(testApp(), 'Site');
  declareFailures(stack, { clientRecoverySeconds: 15 });
  expect(Template.fromStack(stack).toJSON()).toMatchObject({ Metadata: { Honmaru: { clientRecoverySeconds: 15 } } });
});

test('a stack declares once, so that nothing it declared is lost', () => {
  const stack = new Stack(testApp(), 'Site');
  declareFailures(stack, { clientRecoverySeconds: 15 });
  expect(() => {
    declareFailures(stack, { unneeded: [] });
  }).toThrow('Site has declared what it does already');
});

test('a selector names the resource itself, however deep it is', () => {
  const stack = new Stack(testApp(), 'Site');
  const outer = new Construct(stack, 'Outer');
  new Key(outer, 'Resource');
  expect(selectorOf(outer)).toBe('path:Site/Outer/Resource/Resource');
  expect(selectorOf(Key.fromKeyArn(stack, 'Other', 'arn:aws:kms:eu-west-1:111122223333:key/1'))).toBe(
    'path:Site/Other',
  );
});
