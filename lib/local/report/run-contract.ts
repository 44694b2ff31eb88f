import type { Progress } from './progress';
import type { LocalReport } from './report-shape';

/** What a run of the local site is asked to do. */
export interface LocalRunOptions {
  /** Name of the site, as its file is named. */
  readonly site: string;
  /** Whether the templates, logs and state of the emulator stay in the private folder. No process stays. */
  readonly keep: boolean;
  /**
   * Part of the run: `deploy` leaves out checks and faults, `drill` leaves out every deployment but the first.
   *
   * @default - everything
   */
  readonly only?: 'deploy' | 'drill';
  /**
   * Port of the emulator on the loopback interface, 1 to 65535.
   *
   * @default - a free one
   */
  readonly port?: number;
}

/** What a run is given by whoever starts it. */
export interface LocalRunHooks {
  /** Aborted when the run is to stop: it cleans up, then returns a report of what was done or throws. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Environment variables of the user. */
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the project. */
  readonly cwd: string;
}

/**
 * Deploys a site locally, checks it, plays faults and removes it.
 *
 * Leaves no process behind, whether it returns or throws. It throws a `HonmaruError` for what the user can repair, and a
 * `LocalFailure` when what was tried failed before there was anything to report.
 */
export type RunLocal = (options: LocalRunOptions, hooks: LocalRunHooks) => Promise<LocalReport>;
