import { missingStacks } from '../../../lib/local/run/deploy-steps';

const NOTHING = { created: [], updated: [], replaced: [], deleted: [] };
const stacks = ['Site-Data', 'Site-Edge'].map((name) => ({
  ...{ name, region: 'ap-northeast-1' },
  resources: { native: 1, translated: 0, recorded: 0 },
}));
const changes = (outcomes: Readonly<Record<string, 'created' | 'updated' | 'unchanged'>>) => ({
  changes: new Map(Object.entries(outcomes).map(([name, outcome]) => [name, { outcome, ...NOTHING }])),
});

test('a first deployment makes every stack, a later one finds it there', () => {
  expect(missingStacks({ stacks }, changes({ 'Site-Data': 'created', 'Site-Edge': 'created' }), 'first')).toEqual([]);
  expect(missingStacks({ stacks }, changes({ 'Site-Data': 'updated', 'Site-Edge': 'unchanged' }), 'again')).toEqual([]);
});

test.each(['first', 'again', 'changed'] as const)(
  'a stack that is not there after the %s deployment is missed',
  (name) => {
    const outcome = name === 'first' ? 'created' : 'unchanged';
    expect(missingStacks({ stacks }, changes({ 'Site-Data': outcome }), name)).toEqual([
      'Site-Edge must be there after it was deployed, and is not',
    ]);
  },
);

test('a stack that was there before the first deployment is a problem', () => {
  expect(missingStacks({ stacks }, changes({ 'Site-Data': 'created', 'Site-Edge': 'unchanged' }), 'first')).toEqual([
    'Site-Edge must be made by the first deployment',
  ]);
});
