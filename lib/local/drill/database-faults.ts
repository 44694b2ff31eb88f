import type { CheckRecord } from '../observe';
import {
  ALWAYS,
  alsoNoticedBy,
  requireDataPlane,
  withDataPlane,
  type DrillFault,
  type DrillGround,
  type Injected,
  type Seen,
} from './drill-fault';
import { deleteInstances, makeAgain, moveWriter, readInstance, readMembers } from './database-members';

/** The writer crashes and Aurora promotes a reader by itself: functions look on, and order nothing. */
const WRITER_CRASHED: DrillFault = {
  id: 'writer-crashed/database-check',
  title: 'the writer crashes, and Aurora promotes a reader in another zone',
  references: ['F15', 'F16'],
  check: 'database-check',
  expected: { status: ['HEALTHY'], codes: [], withinRuns: 1 },
  applies: ALWAYS,
  inject: crashWriter,
  isNoticed: hasMovedWriter,
};

/** Faults of the database in which the writer moves. */
export const WRITER_FAULTS: readonly DrillFault[] = [
  WRITER_CRASHED,
  {
    ...alsoNoticedBy(WRITER_CRASHED, 'fail-over-writer', {
      expected: { status: ['DONE'], codes: ['WriterMoved', 'Verified'], withinRuns: 1 },
    }),
    applies: withDataPlane,
  },
];

/** No reader is left. */
export const READERS_LOST: DrillFault = {
  id: 'readers-lost',
  title: 'no reader is left in another zone than the writer',
  references: ['F17', 'F18'],
  check: 'database-check',
  expected: { status: ['DEGRADED'], codes: ['NoPromotableReader', 'TooFewInstances'], withinRuns: 1 },
  alarmWithinRuns: 10,
  alarm: '-database-fault',
  applies: ALWAYS,
  inject: async (ground) => {
    const lost = await readReaders(ground);
    await deleteInstances(ground, lost);
    return { repair: () => makeAgain(ground, lost) };
  },
};

/** Every instance drifted into one zone. */
export const ONE_ZONE: DrillFault = {
  id: 'instances-in-one-zone',
  title: 'every instance of the database is in one zone',
  references: ['F19'],
  check: 'database-check',
  expected: { status: ['DEGRADED'], codes: ['NoPromotableReader', 'ZoneWithoutInstance'], withinRuns: 1 },
  alarmWithinRuns: 10,
  alarm: '-database-fault',
  applies: ALWAYS,
  inject: async (ground) => {
    const { writer } = await readMembers(ground);
    const moved = await readReaders(ground);
    await deleteInstances(ground, moved);
    await makeAgain(ground, moved, writer.availabilityZone);
    return {
      repair: async () => {
        await deleteInstances(ground, moved);
        await makeAgain(ground, moved);
      },
    };
  },
};

/** Whether the check names another writer than before. */
export function hasMovedWriter({ record, before }: Seen): boolean {
  return writerNote(record) !== undefined && writerNote(record) !== writerNote(before);
}

/** The note in which the check names the writer. */
function writerNote({ notes }: CheckRecord): string | undefined {
  return notes.find((note) => note.startsWith('the writer is '));
}

async function crashWriter(ground: DrillGround): Promise<Injected> {
  const { writer, readers } = await readMembers(ground);
  const [target] = readers.filter(({ availabilityZone }) => availabilityZone !== writer.availabilityZone);
  const plane = typeof ground.site.dataPlane === 'string' ? undefined : requireDataPlane(ground.site);
  await plane?.silence([writer.instanceId]);
  await moveWriter(ground, target?.instanceId ?? '');
  // Aurora starts it again, as a reader.
  return { repair: () => plane?.restore() ?? Promise.resolve() };
}

async function readReaders(ground: DrillGround) {
  const { readers } = await readMembers(ground);
  return Promise.all(readers.map(({ instanceId }) => readInstance(ground, instanceId)));
}
