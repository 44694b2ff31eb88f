import type { LocalReport, Progress, StepHandle } from '../report';
import { LOCAL_REPORT_VERSION } from '../report';

/** Parts of a report that are filled in one after another. */
type Filled = Omit<LocalReport, 'version' | 'result' | 'problems' | 'steps' | 'seconds'>;

/** A report in the making: what is known so far, whatever happens next. */
export class ReportDraft {
  private readonly start: number;
  private readonly now: () => number;
  private readonly progress: Progress;
  private readonly problems: string[] = [];
  private readonly steps: { readonly name: string; seconds: number }[] = [];
  private filled: Filled;

  /** @param now clock in milliseconds */
  constructor(first: Pick<LocalReport, 'site' | 'versions' | 'machine'>, progress: Progress, now: () => number) {
    this.now = now;
    this.start = now();
    this.progress = progress;
    this.filled = {
      ...first,
      regions: [],
      stacks: [],
      census: [],
      deployments: [],
      network: null,
      checks: [],
      faults: [],
      matrix: null,
      removal: null,
    };
  }

  /** What has been filled in. */
  get content(): Filled {
    return this.filled;
  }

  /** Seconds since the draft was begun. */
  get elapsed(): number {
    return (this.now() - this.start) / 1000;
  }

  /** Fills in parts, in place of what they were. */
  fill(parts: Partial<Filled>): void {
    this.filled = { ...this.filled, ...parts };
  }

  /** Notes expectations that were missed, as sentences. */
  miss(problems: readonly string[]): void {
    this.problems.push(...problems);
  }

  /** Runs a step: shown while it works, with its time in the report. */
  async step<T>(name: string, work: (step: StepHandle) => Promise<T>): Promise<T> {
    const handle = this.progress.step(name);
    const start = this.now();
    const entry = { name, seconds: 0 };
    // Now, so that steps are in the order in which they begin.
    this.steps.push(entry);
    try {
      const result = await work(handle);
      // A step that has said how it ended keeps that.
      handle.done();
      return result;
    } catch (error) {
      handle.fail(firstLine(error));
      throw error;
    } finally {
      entry.seconds = (this.now() - start) / 1000;
    }
  }

  /** The report as it stands. */
  report(interrupted: boolean): LocalReport {
    const result = interrupted ? 'interrupted' : this.problems.length === 0 ? 'passed' : 'failed';
    return {
      version: LOCAL_REPORT_VERSION,
      ...this.filled,
      result,
      problems: this.problems,
      steps: this.steps,
      seconds: this.elapsed,
    };
  }
}

function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/:$/, '');
}
