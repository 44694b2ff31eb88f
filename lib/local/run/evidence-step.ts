import { chainProblems, lockProblems, readStoredRecords } from '../observe';
import type { WatchedSite } from './check-steps';
import type { RunContext } from './local-run';

/**
 * Looks at what the functions have left: every change of status that one announced must have reached the subscribers, and the
 * decision records must be chained and locked.
 */
export async function readEvidence(context: RunContext, site: WatchedSite): Promise<void> {
  await context.draft.step('notices of changes, and decision records', async (step) => {
    const { announcements, missing } = await site.lane.announced();
    context.draft.miss(
      missing.map(({ check, from, to }) => `nobody was told that ${check} went from ${from} to ${to}`),
    );
    const { records, locks } = await readChains(context, site);
    const tried = `the lock of ${String(locks)} tried`;
    step.done(`${String(announcements.length)} changes announced, ${String(records)} records chained, ${tried}`);
  });
}

/** Reads the record bucket of every Region, tries the lock of one record of each function, and counts both. */
async function readChains({ draft }: RunContext, { clients, checks }: WatchedSite) {
  const count = { records: 0, locks: 0 };
  for (const [region, { s3 }] of clients) {
    for (const bucket of new Set(bucketsIn(checks, region))) {
      const records = await readStoredRecords(s3, bucket);
      draft.miss(chainProblems(records));
      const ofEach = [...new Map(records.map((record) => [record.key, record])).values()];
      draft.miss(ofEach.length === 0 ? [`no decision record stands in ${bucket}`] : []);
      for (const record of ofEach) {
        draft.miss(await lockProblems(s3, bucket, record));
      }
      count.records += records.length;
      count.locks += ofEach.length;
    }
  }
  return count;
}

function bucketsIn({ byName }: WatchedSite['checks'], region: string): readonly string[] {
  return [...byName.values()]
    .filter((check) => check.region === region)
    .flatMap(({ environment }) => environment['RECORD_BUCKET'] ?? []);
}
