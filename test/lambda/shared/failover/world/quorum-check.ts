import type { Vantage } from '../../../../../lambda/shared/failover/ports';
import type { RunJournal, Sent } from './journal';
import { byLoss, runOf, savedBy, type Check } from './checks';

/** What a sight says about the writer, told by other means than the product's. */
function verdict(run: RunJournal, lost: string): 'lost' | 'open' | 'not lost' {
  const view = run.clusters[0]?.view;
  const vantages = run.vantages[0] ?? [];
  if (view === undefined || view.kind === 'unknown' || view.value.condition === 'unclear') {
    return 'open';
  }
  const { condition, members } = view.value;
  const flagged = members.filter(({ isWriter }) => isWriter);
  const isReported =
    condition !== 'serving' ||
    flagged.some(({ instanceId, readiness }) => instanceId !== lost || readiness === 'serving');
  const readings = vantages.flatMap(({ writerEndpoint: e, instances }) => [
    ...(e.kind === 'known' ? [e.value.kind] : []),
    ...Object.entries(instances).flatMap(([id, { kind }]) => (id === lost || kind === 'writer' ? [kind] : [])),
  ]);
  if (isReported || readings.some((kind) => kind !== 'silent')) {
    return 'not lost';
  }
  return vantages.filter((vantage) => agrees(vantage, lost)).length >= 2 ? 'lost' : 'open';
}

function agrees({ availabilityZone, writerEndpoint, instances }: Vantage, lost: string): boolean {
  return (
    lost !== `m-${availabilityZone}` &&
    writerEndpoint.kind === 'known' &&
    writerEndpoint.value.kind === 'silent' &&
    instances[lost]?.kind === 'silent' &&
    Object.values(instances).some(({ kind }) => kind !== 'silent')
  );
}

/** P4: both planes, two zones beside the writer's, three times in a row, apart. */
export const quorum: Check = (journal) =>
  byLoss(journal).flatMap((sent) => {
    const lost = savedBy(runOf(journal, sent)).find(({ state }) => state === 'ACT')?.incident?.lostWriter ?? '';
    let [count, last] = [0, -Infinity];
    for (const run of journal.runs) {
      const isEarlier = run.plan.at <= runOf(journal, sent).plan.at && run.plan.action === 'fail-over-writer';
      if (run.grantedAt === undefined || !isEarlier || run.vantages.length === 0) {
        continue;
      }
      const said = verdict(run, lost);
      if (said === 'not lost' && !isForgotten(run, sent)) {
        [count, last] = [0, -Infinity];
      } else if (said === 'lost' && run.grantedAt - last >= 40_000) {
        [count, last] = [count + 1, run.grantedAt];
      }
    }
    return count >= 3 ? [] : [`sent after ${String(count)} observations in a row`];
  });

/** A run whose memory may not have arrived: nobody can be asked to know what spoke against a loss then. */
function isForgotten({ number, ended }: RunJournal, sent: Sent): boolean {
  const isUnsaved =
    ended?.outcome.steps.some(({ event }) => event === 'leaseStoreDown' || event === 'leaseLost') ?? true;
  return isUnsaved && number !== sent.run;
}
