import { HonmaruError } from '../../../lib/errors';
import { OWN_RULES } from '../../../lib/judges/own-rules-plugin';
import { TEMPLATE_VALIDATOR } from '../../../lib/judges/template-validator';
import { judgedTypes } from '../../../lib/local/report';
import { sampleSite } from './support/sample-site';

const SUBNET = 'AWS::EC2::Subnet';

test('counts a type in every site', () => {
  const judged = judgedTypes([
    sampleSite('one', { A: SUBNET, B: SUBNET, C: 'AWS::EC2::VPC' }, {}),
    sampleSite('two', { A: SUBNET }, {}),
  ]);
  expect([...judged.keys()]).toEqual([SUBNET, 'AWS::EC2::VPC']);
  expect(judged.get(SUBNET)?.counts).toEqual({ one: 2, two: 1 });
});

test('names the rules that evaluated a resource, whatever they said, each once', () => {
  const rules = {
    A: ['AwsSolutions AwsSolutions-VPC3[Subnet::A] Non-compliant', 'Honmaru NaclKeepsSegmentOrder', 'Annotation W1'],
    B: ['AwsSolutions AwsSolutions-VPC3', 'NIST.800.53.R5 NIST.800.53.R5-X Error', `${TEMPLATE_VALIDATOR} W3010`],
  };
  const judged = judgedTypes([sampleSite('one', { A: SUBNET, B: SUBNET }, rules)]);
  expect(judged.get(SUBNET)).toMatchObject({
    nagRules: ['AwsSolutions-VPC3', 'NIST.800.53.R5-X'],
    ownRules: ['NaclKeepsSegmentOrder'],
  });
});

test('a rule that does not apply has not seen the resource', () => {
  const judged = judgedTypes([
    sampleSite('one', { A: SUBNET }, { A: ['AwsSolutions AwsSolutions-S1 Not applicable'] }),
  ]);
  expect(judged.get(SUBNET)?.nagRules).toEqual([]);
});

test('a rule about the stack as a whole has not seen the type', () => {
  const judged = judgedTypes([sampleSite('one', { A: SUBNET }, { '': [`${OWN_RULES} NoPlaceholderValues`] })]);
  expect(judged.get(SUBNET)?.ownRules).toEqual([]);
});

test.each([
  [SUBNET, true, true],
  [SUBNET, false, false],
  ['Custom::Copier', true, false],
  ['AWS::CloudFormation::CustomResource', true, false],
])('%s in a stack that the validator saw (%s) is known to it: %s', (type, validated, known) => {
  expect(judgedTypes([sampleSite('one', { A: type }, {}, validated)]).get(type)?.validator).toBe(known);
});

test.each(['', '{', '{"format":"honmaru-compliance-ledger/2","packs":[],"resources":[]}'])(
  'refuses the ledger %j',
  (ledger) => {
    const judge = (): unknown => judgedTypes([{ ...sampleSite('one', {}, {}), ledger }]);
    expect(judge).toThrow(HonmaruError);
    expect(judge).toThrow(/^one\/compliance-ledger\.json: .*; synthesize one again \[LedgerUnreadable\]$/);
  },
);
