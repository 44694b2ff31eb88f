import { createVerifier, type Party, type Verifier } from '../../../lib/verify';
import { editModel, flipsOf, Rechecker, rulesOf } from '../../../lib/verify/flips';
import { instance } from '../pairs/builders';
import { answersOf } from './answers';
import { modelOf, smallModel, smallResources } from './small-network';

const model = modelOf({ ...smallResources(), ...instance('Other', 'Back', ['BackGroup']) });
const rechecker = new Rechecker(model);
const before = answersOf(rechecker.verifier);

test('answers about the model itself as a whole verifier does', () => {
  expect(before).toEqual(answersOf(createVerifier(model)));
  expect(before.some((text) => text.includes('holds'))).toBe(true);
  expect(before.some((text) => text.includes('fails'))).toBe(true);
});

test.each(rulesOf(model).flatMap(flipsOf))('answers as a whole verifier does after $id', (flip) => {
  const flipped = flip.apply(model);
  expect(answersOf(rechecker.of(flipped))).toEqual(answersOf(createVerifier(flipped)));
});

describe('what a change does not touch', () => {
  const graphOf = (verifier: Verifier) => verifier.view(0).judge.graph;
  const find = (verifier: Verifier, name: string): Party => {
    const [party] = name === 'internet' ? [verifier.internet] : verifier.place(name);
    if (party === undefined) {
      throw new Error(`no ${name}`);
    }
    return party;
  };
  const isTakenOver = (changed: Verifier, from: string, to: string) =>
    graphOf(changed).summary(find(changed, from), find(changed, to), 'delivers') ===
    graphOf(rechecker.verifier).summary(find(rechecker.verifier, from), find(rechecker.verifier, to), 'delivers');

  test('is taken over', () => {
    const changed = rechecker.of(editModel(model, [{ kind: 'remove', resource: 'Small/BackAclOut200' }]));
    expect(isTakenOver(changed, 'internet', 'Web')).toBe(true);
    expect(isTakenOver(changed, 'Web', 'internet')).toBe(true);
  });

  test('is told from what it does: groups, ACLs, tables and the parties themselves', () => {
    const acl = rechecker.of(editModel(model, [{ kind: 'remove', resource: 'Small/BackAclOut200' }]));
    expect(isTakenOver(acl, 'App', 'Web')).toBe(false);
    const group = rechecker.of(
      editModel(model, [{ kind: 'unset', resource: 'Small/FrontGroup', path: ['SecurityGroupIngress', 0] }]),
    );
    expect(isTakenOver(group, 'internet', 'Web')).toBe(false);
    expect(isTakenOver(group, 'App', 'internet')).toBe(true);
    const route = rechecker.of(editModel(model, [{ kind: 'remove', resource: 'Small/FrontTableRoute1' }]));
    expect(isTakenOver(route, 'Web', 'internet')).toBe(false);
    expect(isTakenOver(route, 'App', 'Web')).toBe(true);
    const path = ['NetworkInterfaces', 0, 'AssociatePublicIpAddress'];
    const address = rechecker.of(editModel(model, [{ kind: 'set', resource: 'Small/Web', path, value: false }]));
    expect(isTakenOver(address, 'internet', 'Web')).toBe(false);
    expect(isTakenOver(address, 'App', 'Other')).toBe(true);
  });

  test('is nothing when a network is cut anew, or is another one', () => {
    const cut = rechecker.of(
      editModel(model, [
        {
          kind: 'set',
          resource: 'Small/FrontGroup',
          path: ['SecurityGroupIngress', 0, 'CidrIp'],
          value: '192.0.2.0/25',
        },
      ]),
    );
    expect(isTakenOver(cut, 'App', 'internet')).toBe(false);
    const other = rechecker.of(editModel(model, [{ kind: 'remove', resource: 'Small/IgwAttachment' }]));
    expect(isTakenOver(other, 'App', 'Other')).toBe(false);
  });
});

test('a model of another network altogether is answered about as well', () => {
  const other = smallModel();
  expect(answersOf(rechecker.of(other))).toEqual(answersOf(createVerifier(other)));
});
