import { ACKNOWLEDGED, acknowledgementFaults, acknowledgementKinds, type Acknowledgement } from '../../lib/judges';
import { acknowledges, parseRuleId } from '../../lib/judges/acknowledgement';

const entry: Acknowledgement = {
  rules: ['AwsSolutions::AwsSolutions-VPC7'],
  where: ['*-Network/Vpc/**'],
  reason: 'flow logs are made by the baseline of the account',
  owner: 'platform',
  expires: '2027-11-30',
};

test.each([
  ['AwsSolutions::AwsSolutions-S1', { pack: 'AwsSolutions', rule: 'AwsSolutions-S1', finding: undefined }],
  [
    'AwsSolutions::AwsSolutions-IAM5[Resource::<A.Arn>:*]',
    { pack: 'AwsSolutions', rule: 'AwsSolutions-IAM5', finding: 'Resource::<A.Arn>:*' },
  ],
  [
    'Annotation::@aws-cdk/aws-cloudfront:x',
    { pack: 'Annotation', rule: '@aws-cdk/aws-cloudfront:x', finding: undefined },
  ],
  ['AwsSolutions-S1', undefined],
  ['::AwsSolutions-S1', undefined],
])('takes %s apart', (id, parts) => {
  expect(parseRuleId(id)).toEqual(parts);
});

test.each([
  ['*-Network/Vpc/**', 'Demo-ap-northeast-1-Network/Vpc/Subnets/A/Subnet', true],
  ['*-Network/Vpc/**', 'Demo-ap-northeast-1-Network/Vpc', true],
  ['*-Network/Vpc/*', 'Demo-ap-northeast-1-Network/Vpc/Subnets/A', false],
  ['*-Network/**/Subnet', 'Demo-ap-northeast-1-Network/Subnet', true],
  ['*-Network/**/Subnet', 'Demo-ap-northeast-1-Network/Vpc/A/Subnet', true],
  ['**/Subnet', 'Demo/Vpc/Subnet', true],
  ['*-Network', 'Demo-ap-northeast-1-Network', true],
  ['*-Network', 'Demo-ap-northeast-1-Network/Vpc', false],
  ['Demo.*/Vpc', 'DemoX/Vpc', false],
])('the pattern %s on %s: %s', (where, path, matches) => {
  expect(acknowledges({ ...entry, where: [where] }, 'AwsSolutions::AwsSolutions-VPC7', path)).toBe(matches);
});

test.each([
  ['P::P-IAM5[Resource::*]', 'P::P-IAM5[Resource::*]', true],
  ['P::P-IAM5[Resource::*]', 'P::P-IAM5[Resource::arn:x]', false],
  ['P::P-IAM5[Resource::<{any}.Arn>:*]', 'P::P-IAM5[Resource::<Logs12.Arn>:*]', true],
  ['P::P-IAM5[Resource::<{any}.Arn>:*]', 'P::P-IAM5[Resource::<Logs12.Arn>]', false],
  ['P::P-IAM5', 'P::P-IAM5[Resource::*]', false],
])('the rule %s is %s: %s', (rule, id, matches) => {
  expect(acknowledges({ ...entry, rules: [rule], where: ['**/*'] }, id, 'A/B')).toBe(matches);
});

test.each<[string, Partial<Acknowledgement>, RegExp]>([
  [
    'without its pack',
    { rules: ['AwsSolutions-VPC7'] },
    /rules: .+ got 'AwsSolutions-VPC7'; .+ \[AcknowledgementUnqualified\]/,
  ],
  ['without a rule', { rules: [] }, /\[AcknowledgementUnqualified\]/],
  ['for every construct', { where: ['**'] }, /where: .+ \[AcknowledgementEverywhere\]/],
  ['for no construct', { where: [] }, /where: .+ \[AcknowledgementEverywhere\]/],
  ['without a reason', { reason: '  ' }, /reason: .+ \[AcknowledgementWithoutReason\]/],
  [
    'with a word for a reason',
    { reason: 'accepted' },
    /reason: .+ got 'accepted'; .+ \[AcknowledgementWithoutReason\]/,
  ],
  ['without an owner', { owner: '' }, /owner: .+ \[AcknowledgementWithoutOwner\]/],
  ['without an end', { expires: '' }, /expires: .+ \[AcknowledgementWithoutExpiry\]/],
  ['with a day that does not exist', { expires: '2027-02-30' }, /expires: .+ \[AcknowledgementWithoutExpiry\]/],
])('refuses an acknowledgement %s', (_name, change, message) => {
  const faults = acknowledgementFaults([{ ...entry, ...change }]);
  expect(
    faults.map((fault) => `${fault.path}: ${fault.must}, got ${fault.got ?? ''}; ${fault.hint} [${fault.code}]`),
  ).toEqual([expect.stringMatching(message)]);
});

test('accepts an acknowledgement that says everything', () => {
  expect(acknowledgementFaults([entry])).toEqual([]);
});

test('counts a rule of three packs as one kind', () => {
  const rules = ['NIST.800.53.R5::NIST.800.53.R5-ALBWAFEnabled', 'PCI.DSS.321::PCI.DSS.321-ALBWAFEnabled'];
  const others = ['AwsSolutions::AwsSolutions-IAM5[Resource::*]', 'CloudFormation-Validate::W3010'];
  expect(acknowledgementKinds([{ ...entry, rules: [...rules, ...others] }])).toEqual([
    'ALBWAFEnabled',
    'IAM5',
    'W3010',
  ]);
});

test('the reviewed file is written as it must be', () => {
  expect(acknowledgementFaults(ACKNOWLEDGED)).toEqual([]);
});

test('the reviewed file accepts at most 22 kinds of findings, those that only some sites declare apart', () => {
  const always = ACKNOWLEDGED.filter(({ declaredBy }) => declaredBy === undefined);
  expect(acknowledgementKinds(always).length).toBeLessThanOrEqual(22);
});
