import type { HeadStore } from '../../../lambda/shared/records/head-store';
import type { RunContext, Surroundings } from '../../../lambda/shared/run-check';
import { FakeHeads } from './fake-heads';

/** The moment at which fake runs happen. */
export const NOW = new Date('2026-11-25T12:00:00Z');

/** Surroundings of a run that collect its lines, keep its records in memory, and stop the clock. */
export function fakeRun(
  options: {
    readonly remainingMilliseconds?: number;
    readonly requestId?: string;
    readonly heads?: HeadStore;
    readonly now?: Date;
  } = {},
): {
  readonly lines: readonly string[];
  readonly surroundings: Surroundings;
  readonly context: RunContext;
} {
  const lines: string[] = [];
  return {
    lines,
    surroundings: {
      clock: () => options.now ?? NOW,
      write: (line) => lines.push(line),
      heads: options.heads ?? new FakeHeads(),
    },
    context: {
      awsRequestId: options.requestId ?? 'r-1',
      getRemainingTimeInMillis: () => options.remainingMilliseconds ?? 45_000,
    },
  };
}

/** The only line of a run. */
export function onlyLine(lines: readonly string[]): Readonly<Record<string, unknown>> & {
  readonly record: {
    readonly status: string;
    readonly findings: readonly { readonly code: string; readonly subject: string }[];
    readonly questions: readonly { readonly code: string; readonly subject: string }[];
  };
} {
  if (lines.length !== 1) {
    throw new Error(`expected one line, got ${String(lines.length)}`);
  }
  return JSON.parse(lines[0] ?? '') as ReturnType<typeof onlyLine>;
}
