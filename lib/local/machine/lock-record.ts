/** Content of a lock: who holds it. */
export interface LockRecord {
  /** Tells this holder from every other. */
  readonly id: string;
  /** Number of the process that holds it. */
  readonly pid: number;
  /** When that process was started, as the system words it. */
  readonly started: string;
  /** When the run began, for people. */
  readonly startedAt: string;
}

/** Stands for a record that cannot be read: nobody alive holds it. */
const UNREADABLE: LockRecord = { id: 'unreadable', pid: 0, started: '', startedAt: '' };

/**
 * Reads the content of a lock.
 *
 * One that is cut short (the disk was full, the machine lost power) is a dead run's, as a living one writes it at once.
 */
export function parseLock(text: string): LockRecord {
  try {
    const { id, pid, started, startedAt } = JSON.parse(text) as Partial<LockRecord>;
    const whole =
      typeof id === 'string' && typeof pid === 'number' && typeof started === 'string' && typeof startedAt === 'string';
    // The id becomes part of a file name.
    return whole && /^[\w-]+$/.test(id) ? { id, pid, started, startedAt } : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}
