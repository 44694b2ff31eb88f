import { checkModel, type FailureModel } from '../../../lib/failures';
import { after, all, group, member, modelOf, oneOf, part, pool, seconds } from '../build';
import { paperNetwork } from '../paper/network';

/** A model without a fault, of which tests replace something. */
function model(parts: Partial<FailureModel>): FailureModel {
  return modelOf({
    groups: [group('g'), { ...group('z'), kind: 'zone' }],
    parts: [part('p', ['g'], 'z')],
    pools: [pool('spread', 'spread', [member('p')]), pool('prefer', 'prefer', [member('p')], { move: after(1) })],
    services: [{ id: 's', label: 's', isRetried: false, needs: [oneOf('spread')] }],
    ...parts,
  });
}

test.each([model({}), paperNetwork()])('finds no fault in a well formed model', (each) => {
  expect(() => {
    checkModel(each);
  }).not.toThrow();
});

test.each<[string, Partial<FailureModel>, string]>([
  [
    'ids twice',
    { groups: [group('g'), group('g'), { ...group('z'), kind: 'zone' }] },
    "groups[1].id: must be an id of its own, got 'g'; groups[0] has it too [FailureIdRepeated]",
  ],
  [
    'members twice',
    { pools: [pool('spread', 'spread', [member('p'), member('p')])] },
    'pools[0].members[1].id: must be an id of its own',
  ],
  [
    'groups that include nothing',
    { groups: [group('g', ['x']), { ...group('z'), kind: 'zone' }] },
    "groups[0].includes: must name a group, got 'x'; name something that is in the model [FailureReferenceUnknown]",
  ],
  ['parts of no group', { parts: [part('p', ['x'])] }, 'parts[0].fate: must name a group'],
  ['parts in no zone', { parts: [part('p', ['g'], 'g')] }, "parts[0].zone: must name a zone, got 'g'"],
  [
    'members without a part',
    { pools: [pool('spread', 'spread', [member('x')])] },
    'pools[0].members[0].part: must name a part',
  ],
  [
    'needs of no pool',
    { services: [{ id: 's', label: 's', isRetried: false, needs: [oneOf('x')] }] },
    'services[0].needs[0].pool: must name a pool',
  ],
  [
    'needs of more than there is',
    { services: [{ id: 's', label: 's', isRetried: false, needs: [{ ...all('p'), atLeast: 2 } as never] }] },
    "services[0].needs[0].atLeast: must name from 1 to 1, got '2'",
  ],
  [
    'checks of no need',
    { pools: [pool('spread', 'spread', [member('p', [], { checks: [0] })])] },
    "pools[0].members[0].checks: must name the number of a need, got '0'",
  ],
  ['pools of nobody', { pools: [pool('spread', 'spread', [])] }, 'pools[0].members: must hold at least one member'],
  [
    'planes that are nothing',
    { pools: [pool('spread', 'spread', [member('p')], { leave: after(1, ['x']) })] },
    'pools[0].leave.planes: must name a group',
  ],
  [
    'a move of who is spread',
    { pools: [pool('spread', 'spread', [member('p')], { move: after(1) })] },
    "pools[0].move: must not be given for choice 'spread'; leave it out [FailureFieldMisplaced]",
  ],
  [
    'a rotation of who is preferred',
    { pools: [pool('spread', 'prefer', [member('p')], { failOpenBelow: 1 })] },
    "pools[0].failOpenBelow: must not be given for choice 'prefer'",
  ],
  [
    'a start of who is spread',
    { pools: [pool('spread', 'spread', [member('p', [], { start: seconds(1) })])] },
    "pools[0].members[0].start: must be given for choice 'prefer' only",
  ],
  [
    'a pool without another that is spread',
    { pools: [pool('spread', 'spread', [member('p')], { without: 'spread' })] },
    "pools[0].without: must name a pool of choice 'prefer', got 'spread'",
  ],
  [
    'reactions in no time',
    { pools: [pool('spread', 'spread', [member('p')], { leave: after(0) })] },
    'pools[0].leave.delay: must take at least a second; what happens in no time is no reaction [FailureDelayInvalid]',
  ],
  [
    'parts of seconds',
    { pools: [pool('spread', 'spread', [member('p')], { leave: after(1.5) })] },
    'pools[0].leave.delay[0].seconds: must be a whole number of seconds, 0 or more, got 1.5; round it up [FailureDelayInvalid]',
  ],
  [
    'shifts of no zone',
    { manual: [{ id: 'm', runbook: 'm', delay: seconds(1), on: [], effect: { kind: 'shift', zone: 'g' } }] },
    'manual[0].effect.zone: must name a zone',
  ],
  [
    'moves to nobody',
    {
      manual: [
        {
          id: 'm',
          runbook: 'm',
          delay: seconds(1),
          on: [{ group: 'g' }],
          effect: { kind: 'move', pool: 'prefer', member: 'x' },
        },
      ],
    },
    "manual[0].effect.member: must name a member of 'prefer', got 'x'",
  ],
  [
    'moves of who is spread',
    {
      manual: [
        { id: 'm', runbook: 'm', delay: seconds(1), on: [], effect: { kind: 'move', pool: 'spread', member: 'p' } },
      ],
    },
    "manual[0].effect.pool: must name a pool of choice 'prefer', got 'spread'",
  ],
  [
    'sights of nothing',
    {
      detectors: [
        {
          id: 'd',
          kind: 'alarm',
          sees: [{ kind: 'unanswered', pool: 'x', atLeast: 1 }],
          delay: seconds(1),
          planes: [],
        },
      ],
    },
    'detectors[0].sees[0].pool: must name a pool',
  ],
  [
    'sights of members that are none',
    {
      detectors: [
        {
          id: 'd',
          kind: 'alarm',
          sees: [{ kind: 'failing', pool: 'spread', atLeast: 1, members: ['x'] }],
          delay: seconds(1),
          planes: [],
        },
      ],
    },
    "detectors[0].sees[0].member: must name a member of 'spread', got 'x'",
  ],
  [
    'groups in a ring',
    { groups: [group('g', ['h']), group('h', ['g']), { ...group('z'), kind: 'zone' }] },
    "groups[0].includes: must not include the group itself, not by way of others either, got 'g'; take it out of one of them [FailureRing]",
  ],
  [
    'pools in a ring',
    {
      pools: [
        pool('spread', 'spread', [member('p', [oneOf('other')])]),
        pool('other', 'spread', [member('p', [oneOf('spread')])]),
      ],
    },
    "pools[1]: must not need itself, not by way of others either, got 'other'",
  ],
])('finds %s', (_, parts, message) => {
  expect(() => {
    checkModel(model(parts));
  }).toThrow(message);
});
