import { decide } from '../../../../../lambda/shared/decision';
import type { Memory } from '../../../../../lambda/shared/failover/memory';
import type { ClusterView } from '../../../../../lambda/shared/failover/ports';
import type { Observed } from '../../../../../lambda/shared/observed';
import type { Journal, RunJournal, Sent } from './journal';
import { PERIOD } from './plans';

/** What a story must not show: every broken promise, in words. */
export type Check = (journal: Journal) => readonly string[];

/** States a run saved, as they are. */
export function savedBy({ saves }: RunJournal): readonly Memory[] {
  return saves as readonly Memory[];
}

/** Whether a story got as far as an intent to act. */
export function reachedAct({ runs }: Journal): boolean {
  return runs.some((run) => savedBy(run).some(({ state }) => state === 'ACT'));
}

/** The run that sent a call. */
export function runOf({ runs }: Journal, { run }: Sent): RunJournal {
  const found = runs[run];
  if (found === undefined) {
    throw new Error('a call without a run');
  }
  return found;
}

/** Sends that a lost writer was the reason for. */
export function byLoss(journal: Journal): readonly Sent[] {
  return journal.sent.filter((sent) => runOf(journal, sent).plan.action === 'fail-over-writer');
}

/** Nothing but what the world does may end a run. */
export const noBug: Check = ({ runs }) => runs.flatMap(({ failed }) => (failed === undefined ? [] : [String(failed)]));

/** P1: one mutation for each incident, by the product's reckoning and by the world's; none when there is a writer. */
export const oneMutation: Check = (journal) => {
  const epochs = journal.sent.map((sent) => {
    const intended = savedBy(runOf(journal, sent)).find(({ state }) => state === 'ACT');
    return intended?.incident?.epoch ?? `run ${String(sent.run)} without an intent`;
  });
  const lossOf = (sent: Sent): string => (sent.truth.writableSince === undefined ? String(sent.truth.losses) : '');
  const losses = byLoss(journal)
    .map(lossOf)
    .filter((loss) => loss !== '');
  return [
    ...twice(epochs).map((epoch) => `two mutations in the incident ${epoch}`),
    ...twice(losses).map((loss) => `two mutations for the loss ${loss}`),
    ...byLoss(journal).flatMap((sent) => {
      const reading = runOf(journal, sent).clusters[1];
      const { writableSince } = sent.truth;
      return reading === undefined || reading.at > sent.at
        ? ['sent without reading the writer again']
        : writableSince !== undefined && writableSince <= reading.shows && reading.fault !== 'noWriter'
          ? [`sent at ${String(sent.at)} although a writer was there since ${String(writableSince)}`]
          : [];
    }),
    ...journal.sent.flatMap((sent) =>
      sent.at > runOf(journal, sent).plan.at + 45_000 ? ['sent when the run should have been over'] : [],
    ),
  ];
};

function twice(values: readonly (string | number)[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))].map(String);
}

/** P2: whatever is unknown, malformed, partial or contradictory sends nothing, and is never called healthy. */
export const unknownHolds: Check = ({ runs, sent }) =>
  runs.flatMap((run) => {
    const [first, again] = run.clusters;
    const [vantages] = run.vantages;
    const silent = vantages?.filter(({ writerEndpoint: e }) => e.kind === 'known' && e.value.kind === 'silent') ?? [];
    const isDoubtful = [first, again].some(
      (reading) =>
        reading?.view.kind === 'unknown' ||
        (reading?.fault !== undefined && reading.fault !== 'stale' && reading.fault !== 'noWriter'),
    );
    const isSent = sent.some((entry) => entry.run === run.number);
    const isOpen =
      first?.view.kind === 'unknown' ||
      isSplit(first?.view) ||
      vantages?.some(({ writerEndpoint }) => writerEndpoint.kind === 'unknown');
    const status = run.ended === undefined ? undefined : decide(run.ended.outcome.conclusion).status;
    return [
      ...(isSent && isDoubtful ? [`run ${String(run.number)} sent on a doubtful reading`] : []),
      ...(isSent && silent.length < 2 ? [`run ${String(run.number)} sent although too few probes were silent`] : []),
      ...(isSent && run.plan.faults.evacuations === 'unknown' ? ['sent without knowing the evacuated zones'] : []),
      ...(isOpen === true && run.vantages.length === 1 && status === 'HEALTHY'
        ? ['called healthy what is unknown']
        : []),
    ];
  });

function isSplit(view: Observed<ClusterView> | undefined): boolean {
  return view?.kind === 'known' && view.value.members.filter(({ isWriter }) => isWriter).length > 1;
}

/** P3: without a way to send, nothing is sent and nothing meant to be. */
export const dryRunIsDry: Check = ({ runs, sent }) => [
  ...(sent.length > 0 ? ['a dry run sent'] : []),
  ...runs.flatMap((run) =>
    savedBy(run).some(({ incident }) => incident?.intent !== undefined) ? ['a dry run meant to'] : [],
  ),
];

/** P5: 15 minutes apart, three in 24 hours. */
export const rateLimit: Check = ({ sent }) => {
  const times = sent.map(({ storeAt }) => storeAt).sort((a, b) => a - b);
  return times.flatMap((at, index) => [
    ...(at - (times[index - 1] ?? -Infinity) < 900_000 ? ['two acts within 15 minutes'] : []),
    ...(at - (times[index - 3] ?? -Infinity) < 86_400_000 ? ['four acts within 24 hours'] : []),
  ]);
};

/** P6: a store whose clock goes backwards is not believed. */
export const clockHolds: Check = ({ runs, sent }) => {
  let newest = -Infinity;
  return runs.flatMap(({ number, grantedAt, ended }) => {
    const isBack = grantedAt !== undefined && grantedAt < newest;
    newest = Math.max(newest, grantedAt ?? -Infinity);
    const isHeld = ended !== undefined && ['HOLD', 'VERIFY', 'SPLIT_SUSPECT'].includes(ended.outcome.state);
    return [
      ...(isBack && sent.some(({ run }) => run === number) ? ['sent although time went backwards'] : []),
      ...(isBack && !isHeld ? [`run ${String(number)} went on although time went backwards`] : []),
    ];
  });
};

/** P7: every run is over 5 s before it would be stopped, however slow the world is. */
export const bounded: Check = ({ runs }) =>
  runs.flatMap(({ number, plan, ended }) =>
    ended === undefined
      ? [`run ${String(number)} did not end`]
      : ended.at > plan.at + 45_000
        ? [`run ${String(number)} took ${String(ended.at - plan.at)} ms`]
        : [],
  );

/** P9: after an act all is well only with one writer that is not the old one; two writers stop everything. */
export const fencing: Check = (journal) => {
  let isSplitOpen = false;
  return journal.runs.flatMap((run) => {
    const { ended, clusters, vantages } = run;
    const wasOpen = isSplitOpen;
    const outcome = ended?.outcome;
    const view = clusters.at(-1)?.view;
    const answering = new Set(
      (vantages.at(-1) ?? []).flatMap(({ instances }) =>
        Object.entries(instances).flatMap(([id, { kind }]) => (kind === 'writer' ? [id] : [])),
      ),
    );
    const isTwo = isSplit(view) || answering.size > 1;
    isSplitOpen = (isSplitOpen || isTwo) && outcome?.state !== 'OBSERVE';
    const act = savedBy(run).find(({ incident }) => incident?.intent?.outcome === 'accepted')?.incident;
    const writer = view?.kind === 'known' ? view.value.members.filter(({ isWriter }) => isWriter) : [];
    const isWell = writer.length === 1 && writer[0]?.instanceId !== act?.lostWriter && answering.size === 1;
    return [
      ...(act !== undefined && outcome?.state === 'DONE' && !isWell ? ['done without exactly one new writer'] : []),
      ...(isTwo && outcome !== undefined && run.grantedAt !== undefined && outcome.state !== 'SPLIT_SUSPECT'
        ? [`run ${String(run.number)} saw two writers and said ${outcome.state}`]
        : []),
      ...(wasOpen && journal.sent.some((sent) => sent.run === run.number)
        ? ['sent while two writers were suspected']
        : []),
    ];
  });
};

/** Milliseconds within which a lost writer is acted on, if quorum and stores are there. */
export const ACT_WITHIN = 5 * PERIOD;

/** P11: the writer is lost, the quorum is there, the stores are up: it acts. */
export function actsInTime(lossAt: number): Check {
  return ({ sent }) =>
    sent.some(({ at }) => at > lossAt && at <= lossAt + ACT_WITHIN) ? [] : ['did not act on a lost writer in time'];
}

/** P12: three runs in which everything is known are enough, whatever was unknown in the ones between. */
export function comesBack(lossAt: number): Check {
  return ({ runs, sent }) => {
    const clean = runs.filter(
      ({ plan }) =>
        plan.at > lossAt &&
        plan.faults.acquire === undefined &&
        plan.faults.evacuations === undefined &&
        [...plan.faults.saves, ...plan.faults.clusters, ...Object.values(plan.faults.probes)].every(
          (fault) => fault === undefined,
        ),
    );
    const third = clean[2];
    return third === undefined || sent.some(({ at }) => at <= third.plan.at + 45_000)
      ? []
      : [`did not act in run ${String(third.number)}, the third in which all was known`];
  };
}
