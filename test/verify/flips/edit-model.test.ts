import {
  createEvaluator,
  modelOfTemplate,
  targetOf,
  type TemplateModel,
  type TemplateResource,
} from '../../../lib/template';
import { editModel } from '../../../lib/verify/flips';
import { smallModel } from './small-network';

function find(model: TemplateModel, logicalId: string): TemplateResource {
  const found = model.resources.find((resource) => resource.logicalId === logicalId);
  if (found === undefined) {
    throw new Error(`no ${logicalId}`);
  }
  return found;
}

const GROUP = 'Small/FrontGroup';

describe('an edited model', () => {
  const model = smallModel();
  const before = JSON.stringify(model.resources.map(({ properties }) => properties));

  test('has the value in place of the other', () => {
    const path = ['SecurityGroupIngress', 0, 'CidrIp'];
    const edited = editModel(model, [{ kind: 'set', resource: GROUP, path, value: '10.0.0.0/16' }]);
    expect(find(edited, 'FrontGroup').properties['SecurityGroupIngress']).toEqual([
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' },
    ]);
  });

  test('lacks the item that is taken away, and keeps those around it', () => {
    const added = editModel(model, [
      { kind: 'set', resource: GROUP, path: ['SecurityGroupIngress', 1], value: 'second' },
      { kind: 'set', resource: GROUP, path: ['SecurityGroupIngress', 2], value: 'third' },
      { kind: 'unset', resource: GROUP, path: ['SecurityGroupIngress', 1] },
      { kind: 'unset', resource: GROUP, path: ['SecurityGroupEgress'] },
    ]);
    const { properties } = find(added, 'FrontGroup');
    expect(properties['SecurityGroupIngress']).toEqual([expect.objectContaining({ FromPort: 443 }), 'third']);
    expect('SecurityGroupEgress' in properties).toBe(false);
  });

  test('lacks what is removed and has what is added', () => {
    const edited = editModel(model, [
      { kind: 'remove', resource: 'Small/BackAclIn200' },
      { kind: 'add', resource: 'Small/Own', type: 'AWS::EC2::RouteTable', properties: { VpcId: { Ref: 'Vpc' } } },
    ]);
    expect(edited.resources.map(({ logicalId }) => logicalId)).not.toContain('BackAclIn200');
    expect(edited.byType.get('AWS::EC2::NetworkAclEntry')).toHaveLength(3);
    expect(edited.byType.get('AWS::EC2::RouteTable')?.map(({ logicalId }) => logicalId)).toContain('Own');
    expect(find(edited, 'Own').stack.byLogicalId.get('Own')).toBe(find(edited, 'Own'));
  });

  test('refers to its own resources only', () => {
    const edited = editModel(model, [{ kind: 'remove', resource: 'Small/BackAclIn200' }]);
    const target = targetOf(createEvaluator(edited).property(find(edited, 'Front'), 'VpcId'));
    expect(target).toBe(find(edited, 'Vpc'));
    expect(target).not.toBe(find(model, 'Vpc'));
    expect(new Set(edited.resources.map(({ stack }) => stack))).toEqual(new Set(edited.stacks));
  });

  test('leaves the model it was made from as it was', () => {
    editModel(model, [{ kind: 'unset', resource: GROUP, path: ['SecurityGroupIngress', 0] }]);
    expect(JSON.stringify(model.resources.map(({ properties }) => properties))).toBe(before);
  });

  test('finds anew what its templates get wrong', () => {
    expect(model.findings).toEqual([]);
    const edited = editModel(model, [{ kind: 'remove', resource: 'Small/FrontTable' }]);
    expect(edited.findings.map(({ code }) => code)).toContain('REFERENCE_TO_NOTHING');
  });
});

test('stacks that nothing changes are shared, and nested ones hang on the copy', () => {
  const one = modelOfTemplate({ Resources: { A: { Type: 'AWS::EC2::VPC', Properties: {} } } }, { stackName: 'One' });
  const two = modelOfTemplate({ Resources: { B: { Type: 'AWS::EC2::VPC', Properties: {} } } }, { stackName: 'Two' });
  const [first, second] = [...one.stacks, ...two.stacks];
  const parent = first?.byLogicalId.get('A');
  if (first === undefined || second === undefined || parent === undefined) {
    throw new Error('two stacks');
  }
  const nested = { ...second, constructPath: 'Nested', parent };
  const model: TemplateModel = { ...one, stacks: [first, second, nested], resources: one.resources };
  const edited = editModel(model, [{ kind: 'set', resource: 'One/A', path: ['CidrBlock'], value: '10.0.0.0/16' }]);
  expect(edited.stacks[1]).toBe(second);
  expect(edited.stacks[2]).not.toBe(nested);
  expect(edited.stacks[2]?.parent).toBe(edited.stacks[0]?.byLogicalId.get('A'));
  const gone = editModel(model, [{ kind: 'remove', resource: 'One/A' }]);
  expect(gone.stacks.map(({ constructPath }) => constructPath)).toEqual(['One', 'Two']);
});
