import type { Observed } from '../shared/observed';

/** When a function last completed a run: the beginning of that minute, or never in the time that was asked for. */
export type LastRun = { readonly kind: 'run'; readonly minute: Date } | { readonly kind: 'none' };

/** What CloudWatch says about each function, by its label. */
export type HeartbeatObservation = Readonly<Record<string, Observed<LastRun>>>;
