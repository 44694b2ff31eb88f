import { z } from 'zod';
import type { Notification } from './notification';

/** Tells that a function announces another status. */
export interface ChangeNotice {
  /** For example `database-check`. */
  readonly check: string;
  readonly from: string;
  readonly to: string;
}

const message = z.object({ notice: z.string() });

/** What `ChangeNotices` writes: `database-check of tickets: HEALTHY -> DEGRADED`. */
const NOTICE = /^(?<check>\S+) of \S+: (?<from>\S+) -> (?<to>\S+)$/;

/** The change that a notification tells of, or `undefined` when it tells of something else. */
export function changeNotice(notification: Notification): ChangeNotice | undefined {
  if (notification.kind === 'alarm') {
    return undefined;
  }
  const parsed = message.safeParse(parseJson(notification.message));
  const { check, from, to } = NOTICE.exec(parsed.data?.notice ?? '')?.groups ?? {};
  return check === undefined || from === undefined || to === undefined ? undefined : { check, from, to };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A message may be anything; such a one is no notice.
    return undefined;
  }
}
