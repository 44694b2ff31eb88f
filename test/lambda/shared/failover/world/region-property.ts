import fc from 'fast-check';
import {
  decideRegionFailover,
  type RegionDecision,
  type RegionInput,
} from '../../../../../lambda/shared/failover/decide-region';
import { known, unknown, type Observed } from '../../../../../lambda/shared/observed';
import type { Result } from './property';

/** Decides; a planted bug decides on something else than it is given. */
export type Decide = (input: RegionInput) => RegionDecision;

const NOW = Date.parse('2026-11-25T12:00:00Z');

const GONE = unknown('Timeout', 'no answer');

/** Mostly what an act needs, now and then something else. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 19, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

const token = fc.record({
  version: fc.constant(1),
  globalClusterIdentifier: mostly('global', 'other'),
  incident: mostly('one', 'two'),
  action: fc.constantFrom('failover', 'switchover'),
  targetRegion: mostly('east', 'west'),
  approvedBy: mostly('somebody', ''),
  expiresAt: fc.integer({ min: -20, max: 70 }).map((minutes) => new Date(NOW + minutes * 60_000).toISOString()),
  acceptedLoss: fc.constantFrom('none', 'within-rpo', 'any'),
});

const writers = (usual: Observed<readonly string[]>): fc.Arbitrary<Observed<readonly string[]>> =>
  mostly<Observed<readonly string[]>>(usual, GONE, known([]), known(['w']), known(['w', 'x']));

const readings = fc.array(
  fc.record({
    fromRegion: fc.constantFrom('east', 'north', 'west'),
    reading: mostly<Observed<'writer' | 'silent' | 'busy'>>(known('silent'), GONE, known('writer'), known('busy')),
  }),
  { minLength: 2, maxLength: 5 },
);

/** Everything a cross-Region decision may be asked. */
export const regionInputs: fc.Arbitrary<RegionInput> = fc
  .record({
    action: fc.constantFrom<RegionInput['action']>('failover', 'switchover'),
    token: fc.oneof({ weight: 9, arbitrary: token }, { weight: 1, arbitrary: fc.anything() }),
    isFitting: fc.boolean(),
    isAuthentic: mostly(true, false),
    lost: writers(GONE),
    well: writers(known(['w'])),
    primary: readings,
    secondary: writers(known([])),
    lag: fc.oneof<fc.Arbitrary<Observed<number>>[]>(fc.nat(90_000).map(known), fc.constant(GONE)),
    confirmations: fc.integer({ min: 0, max: 6 }).map((count) => Math.min(count + 1, 4)),
    isSpent: mostly(false, true),
    isDataLossAllowed: mostly(true, false),
  })
  .map(({ lost, well, primary, secondary, token: approval, isFitting, lag, isAuthentic, ...rest }): RegionInput => {
    const fitting = { expiresAt: new Date(NOW + 600_000).toISOString(), action: rest.action, acceptedLoss: 'any' };
    return {
      ...rest,
      globalClusterIdentifier: 'global',
      incident: 'one',
      primary: {
        region: 'west',
        writers: rest.action === 'failover' ? lost : well,
        vantages: rest.action === 'failover' ? primary : [],
      },
      secondary: { region: 'east', writers: secondary, vantages: [] },
      lagMilliseconds: lag,
      rpoMilliseconds: 60_000,
      approval: {
        token: isFitting && typeof approval === 'object' ? { ...approval, ...fitting } : approval,
        isAuthentic,
      },
      limits: { confirmations: 3, vantages: 2 },
      now: NOW,
    };
  });

/** What a decision breaks of P8, told by other means than the product's. */
export function brokenByRegion(input: RegionInput, { state, call }: RegionDecision): readonly string[] {
  if (call === undefined) {
    return state === 'ACT' ? ['acts without a call'] : [];
  }
  const approval = input.approval.token as Readonly<Partial<Record<string, unknown>>> | undefined;
  const isApproved =
    input.approval.isAuthentic &&
    approval?.globalClusterIdentifier === 'global' &&
    approval.incident === 'one' &&
    approval.targetRegion === 'east' &&
    approval.action === input.action &&
    Date.parse(String(approval.expiresAt)) > NOW;
  const lag = input.lagMilliseconds;
  const isAcceptable =
    lag.kind === 'known' ? lag.value <= 60_000 && approval?.acceptedLoss !== 'none' : approval?.acceptedLoss === 'any';
  const isWriting = [input.primary, input.secondary].map(
    ({ writers: reported, vantages }) =>
      (reported.kind === 'known' && reported.value.length > 0) ||
      vantages.some(({ reading }) => reading.kind === 'known' && reading.value === 'writer'),
  );
  return [
    ...(isApproved ? [] : ['sends without an approval that holds']),
    ...(call.allowDataLoss && !input.isDataLossAllowed ? ['loses data where that is never allowed'] : []),
    ...(call.allowDataLoss && !isAcceptable ? ['loses more than was accepted'] : []),
    ...(call.allowDataLoss && isWriting.includes(true) ? ['loses data while a writer is there'] : []),
    ...(call.kind === 'switchover' && call.allowDataLoss ? ['a switchover that loses data'] : []),
    ...(isWriting[1] === true ? ['promotes where somebody writes'] : []),
    ...(input.isSpent ? ['sends twice in an incident'] : []),
  ];
}

/** Asks for so many decisions, the same for the same seed. */
export function tryRegion(options: { readonly runs: number; readonly seed: number; readonly decide?: Decide }): Result {
  let [stories, reached] = [0, 0];
  const decide = options.decide ?? decideRegionFailover;
  const details = fc.check(
    fc.property(regionInputs, (input) => {
      const decision = decide(input);
      stories += 1;
      reached += decision.state === 'ACT' ? 1 : 0;
      const broken = brokenByRegion(input, decision);
      if (broken.length > 0) {
        throw new Error(broken.join('; '));
      }
    }),
    {
      numRuns: options.runs,
      seed: options.seed,
      endOnFailure: options.decide !== undefined,
      includeErrorInReport: true,
    },
  );
  return { id: 'P8', stories, reached, failure: details.failed ? fc.defaultReportMessage(details) : undefined };
}

/** P8: planted bugs, each in what the decision is made from. */
export const REGION_BUGS: Readonly<Record<string, Decide>> = {
  'an approval never runs out': (input) => decideRegionFailover({ ...input, now: NOW - 1_300_000 }),
  'an unknown lag is taken for none': (input) =>
    decideRegionFailover({
      ...input,
      lagMilliseconds: input.lagMilliseconds.kind === 'known' ? input.lagMilliseconds : known(0),
    }),
  'the objective is not asked for': (input) => decideRegionFailover({ ...input, rpoMilliseconds: Infinity }),
  'the setting is not asked for': (input) => decideRegionFailover({ ...input, isDataLossAllowed: true }),
  'the signature is not asked for': (input) =>
    decideRegionFailover({ ...input, approval: { ...input.approval, isAuthentic: true } }),
  'it is not remembered that the call was sent': (input) => decideRegionFailover({ ...input, isSpent: false }),
  'the writers of the old Region are not asked for': (input) =>
    decideRegionFailover({ ...input, primary: { ...input.primary, writers: GONE } }),
};
