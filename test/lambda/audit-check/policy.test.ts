import { judge, type ServiceRequest, type Statement } from '../../../lambda/audit-check/policy';

const request: ServiceRequest = {
  service: 'cloudwatch.amazonaws.com',
  action: 'kms:GenerateDataKey',
  resource: 'arn:aws:kms:r:1:key/k',
  context: { 'aws:sourceaccount': '1', 'aws:securetransport': 'true', 'aws:principalarn': null, topic: 'a:b:c' },
};

function statement(changes: Partial<Statement> = {}): Statement {
  return {
    effect: 'Allow',
    principals: { Service: ['cloudwatch.amazonaws.com'] },
    actions: ['kms:GenerateDataKey'],
    resources: ['*'],
    conditions: {},
    isInverted: false,
    ...changes,
  };
}

const deny = (changes: Partial<Statement> = {}) => statement({ effect: 'Deny', ...changes });

test.each<[string, readonly Statement[], string]>([
  ['without a statement', [], 'refused'],
  ['that allows it', [statement()], 'granted'],
  ['that allows and denies it', [statement(), deny()], 'refused'],
  ['that only denies it', [deny()], 'refused'],
  ['that denies something else', [statement(), deny({ actions: ['kms:Decrypt'] })], 'granted'],
  ['that may deny it', [statement(), deny({ isInverted: true })], 'unclear'],
  ['that may deny what nobody allows', [deny({ isInverted: true })], 'refused'],
  ['that may allow and may deny it', [statement({ isInverted: true }), deny({ isInverted: true })], 'unclear'],
  ['that may allow it', [statement({ isInverted: true })], 'unclear'],
  ['that may allow it and allows it', [statement({ isInverted: true }), statement()], 'granted'],
])('a policy %s', (_what, policy, verdict) => {
  expect(judge(policy, request)).toBe(verdict);
});

test.each<[string, Partial<Statement>, string]>([
  ['another service', { principals: { Service: ['events.amazonaws.com'] } }, 'refused'],
  ['one service among others', { principals: { Service: ['a', 'cloudwatch.amazonaws.com'] } }, 'granted'],
  ['everybody', { principals: { AWS: ['*'] } }, 'granted'],
  ['an account', { principals: { AWS: ['arn:aws:iam::1:root'] } }, 'refused'],
  ['a federation', { principals: { Federated: ['*'] } }, 'refused'],
  ['another action', { actions: ['kms:Decrypt'] }, 'refused'],
  ['every action', { actions: ['*'] }, 'granted'],
  ['actions with the same beginning', { actions: ['kms:GenerateDataKey*'] }, 'granted'],
  ['the action in capitals', { actions: ['KMS:GENERATEDATAKEY'] }, 'granted'],
  ['a beginning of the action', { actions: ['kms:Generate'] }, 'refused'],
  ['an end of the action', { actions: ['GenerateDataKey'] }, 'refused'],
  ['one character', { actions: ['kms:GenerateDataKe?'] }, 'granted'],
  ['one character more', { actions: ['kms:GenerateDataKey?'] }, 'refused'],
  ['its resource', { resources: ['arn:aws:kms:r:1:key/k'] }, 'granted'],
  ['another resource', { resources: ['arn:aws:kms:r:1:key/j'] }, 'refused'],
  ['a dot that is a dot', { resources: ['arn:aws:kms:r:1:key.k'] }, 'refused'],
])('a statement for %s', (_what, changes, verdict) => {
  expect(judge([statement(changes)], request)).toBe(verdict);
});

test.each<[string, Statement['conditions'], string]>([
  ['its account', { StringEquals: { 'aws:SourceAccount': ['1'] } }, 'granted'],
  ['one of several accounts', { StringEquals: { 'aws:SourceAccount': ['2', '1'] } }, 'granted'],
  ['another account', { StringEquals: { 'aws:SourceAccount': ['2'] } }, 'refused'],
  ['a star, which is a star', { StringEquals: { 'aws:SourceAccount': ['*'] } }, 'refused'],
  ['TLS', { Bool: { 'aws:SecureTransport': ['true'] } }, 'granted'],
  ['no TLS', { Bool: { 'aws:SecureTransport': ['false'] } }, 'refused'],
  ['a pattern', { StringLike: { topic: ['a:*'] } }, 'granted'],
  ['an ARN', { ArnLike: { topic: ['a:*:c'] } }, 'granted'],
  ['the same ARN', { ArnEquals: { topic: ['a:b:c'] } }, 'granted'],
  ['another ARN', { ArnEquals: { topic: ['a:b:d'] } }, 'refused'],
  ['a principal that services have not', { ArnEquals: { 'aws:PrincipalArn': ['*'] } }, 'refused'],
  ['that principal exactly', { StringEquals: { 'aws:PrincipalArn': ['null'] } }, 'refused'],
  ['a key nobody knows', { StringEquals: { 'aws:Mood': ['good'] } }, 'unclear'],
  ['an operator nobody knows', { StringNotEquals: { 'aws:SourceAccount': ['2'] } }, 'unclear'],
  ['both what fits and what nobody knows', { StringEquals: { 'aws:SourceAccount': ['1'], mood: ['good'] } }, 'unclear'],
  [
    'both what does not fit and what nobody knows',
    { StringEquals: { 'aws:SourceAccount': ['2'], mood: ['x'] } },
    'refused',
  ],
  ['two operators that fit', { StringEquals: { 'aws:SourceAccount': ['1'] }, ArnLike: { topic: ['*'] } }, 'granted'],
])('a condition on %s', (_what, conditions, verdict) => {
  expect(judge([statement({ conditions })], request)).toBe(verdict);
});

test('a denial without TLS leaves requests with TLS alone', () => {
  const insecure = deny({ principals: { AWS: ['*'] }, conditions: { Bool: { 'aws:SecureTransport': ['false'] } } });
  expect(judge([statement(), insecure], request)).toBe('granted');
});
