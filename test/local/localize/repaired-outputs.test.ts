import { followOutputs, renamedOutputs } from '../../../lib/local/localize/repaired-outputs';
import type { JsonObject } from '../../../lib/template';
import { frozen } from './support/stacks';

const output = (id: string, Export?: JsonObject) => ({
  Value: { Ref: id },
  ...(Export === undefined ? {} : { Export }),
});
const outputs = (Outputs: JsonObject): JsonObject => ({ Outputs });

test('an output whose value differs has another name', () => {
  const before = outputs({ RefNat: output('Nat'), RefVpc: output('Vpc') });
  const after = outputs({ RefNat: output('NatAgain'), RefVpc: output('Vpc') });
  expect([...renamedOutputs(before, after)]).toStrictEqual([['RefNat', 'RefNatAgain']]);
});

test('one that is exported keeps its name, by which others import it', () => {
  const Export = { Name: 'Network:Nat' };
  const [before, after] = [outputs({ A: output('Nat', Export) }), outputs({ A: output('NatAgain', Export) })];
  expect(renamedOutputs(before, after).size).toBe(0);
});

test('templates without outputs, or with the same ones, rename none', () => {
  expect(renamedOutputs({}, {}).size).toBe(0);
  const same = outputs({ A: output('Nat') });
  expect(renamedOutputs(same, structuredClone(same)).size).toBe(0);
});

const RENAMED = new Map([['Network', new Map([['RefNat', 'RefNatAgain']])]]);

test('the stack itself has the output under its new name, at the same place', () => {
  const template = outputs({ RefVpc: output('Vpc'), RefNat: output('NatAgain'), Last: output('Last') });
  const { Outputs } = followOutputs(template, 'Network', RENAMED);
  expect(Object.entries(Outputs as JsonObject)).toStrictEqual([
    ['RefVpc', output('Vpc')],
    ['RefNatAgain', output('NatAgain')],
    ['Last', output('Last')],
  ]);
});

test('an output of that name in another stack keeps it', () => {
  const template = outputs({ RefNat: output('Nat') });
  expect(followOutputs(template, 'Other', RENAMED)).toStrictEqual(template);
});

const read = (StackName: string, OutputName: string) => ({ 'Fn::GetStackOutput': { StackName, OutputName } });

test('readers of the output follow it, wherever they read it', () => {
  const reader = { Properties: { Properties: { Region: 'us-east-1', StackName: 'Network', OutputName: 'RefNat' } } };
  const template = {
    Resources: { Check: { Properties: { Input: ['x', read('Network', 'RefNat')] } }, Reader: reader },
  };
  const followed = followOutputs(frozen(template), 'Checks', RENAMED);
  expect(followed).toMatchObject({
    Resources: {
      Check: { Properties: { Input: ['x', read('Network', 'RefNatAgain')] } },
      Reader: { Properties: { Properties: { Region: 'us-east-1', OutputName: 'RefNatAgain' } } },
    },
  });
});

test.each([
  ['another output', read('Network', 'RefVpc')],
  ['that output of another stack', read('Data', 'RefNat')],
  ['an import of that name', { 'Fn::ImportValue': 'RefNat' }],
  ['a text of that name', { StackName: 'Network', Name: 'RefNat' }],
  ['what is null', null],
])('whoever reads %s reads it still', (_, value) => {
  const template = { Resources: { Any: { Properties: { value } } } };
  expect(followOutputs(template, 'Checks', RENAMED)).toStrictEqual(template);
});
