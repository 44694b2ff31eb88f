import { workspaceOf } from '../../../../lib/local/machine';
import { Cleanup } from '../../../../lib/local/run/cleanup';
import { ReportDraft } from '../../../../lib/local/run/draft';
import type { RunContext } from '../../../../lib/local/run/local-run';
import type { LocalReport } from '../../../../lib/local/report';
import { notedProgress } from './progress';

/** A context, and what a step has left in it. */
export interface NotedContext {
  readonly context: RunContext;
  readonly cleanup: Cleanup;
  /** Progress, as `step: verb text`. */
  readonly told: readonly string[];
  readonly report: () => LocalReport;
}

/** A context whose clock stands still, and whose workspace is in a folder. */
export function notedContext(folder = '/nowhere', now = Date.parse('2026-11-25T12:00:00Z')): NotedContext {
  const { progress, told } = notedProgress();
  const versions = { honmaru: '0', emulator: null, cdkCli: null, node: '20', python: null };
  const draft = new ReportDraft({ site: 'site', versions, machine: { ignoredCredentials: [] } }, progress, () => now);
  const cleanup = new Cleanup();
  const context = {
    draft,
    cleanup,
    hooks: { signal: new AbortController().signal, env: process.env },
    workspace: workspaceOf(folder),
    now: () => now,
  } as unknown as RunContext;
  return { context, cleanup, told, report: () => draft.report(false) };
}
