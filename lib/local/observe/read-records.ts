import {
  FilterLogEventsCommand,
  type FilteredLogEvent,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { CheckRecord } from './check-record';
import { parseRecord } from './parse-record';

/** Part of the client of CloudWatch Logs that is used; a `CloudWatchLogsClient` fits. */
export interface LogReader {
  send(command: FilterLogEventsCommand): Promise<FilterLogEventsCommandOutput>;
}

/** Which records are read. */
export interface RecordsQuery {
  readonly logs: LogReader;
  /** Log group of the function. */
  readonly logGroupName: string;
  /** Lines logged before this moment are left out. */
  readonly since: Date;
}

/**
 * Records that runs of a check left since a moment, in the order of completion, each request once.
 *
 * Throws when a record is malformed, and when the log group does not exist: neither may look like a check that is silent.
 */
export async function readRecords(query: RecordsQuery): Promise<readonly CheckRecord[]> {
  const byRequest = new Map<string, CheckRecord>();
  for (const event of await readEvents(query)) {
    const record = parseRecord(event.message ?? '');
    // Log delivery is at least once, and a second attempt at one request keeps its id.
    if (record !== undefined && !byRequest.has(record.requestId)) {
      byRequest.set(record.requestId, record);
    }
  }
  return [...byRequest.values()].sort((a, b) => a.completedAt.getTime() - b.completedAt.getTime());
}

/** Most events in one answer. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
const EVENTS_PER_PAGE = 10_000;

async function readEvents({ logs, logGroupName, since }: RecordsQuery): Promise<readonly FilteredLogEvent[]> {
  const events: FilteredLogEvent[] = [];
  const tokens = new Set<string>();
  let startTime = since.getTime();
  let nextToken: string | undefined;
  for (;;) {
    const page = await logs.send(
      new FilterLogEventsCommand({ logGroupName, startTime, limit: EVENTS_PER_PAGE, nextToken }),
    );
    const found = page.events ?? [];
    events.push(...found);
    if (page.nextToken !== undefined) {
      if (tokens.has(page.nextToken)) {
        throw new Error(`log group ${logGroupName}: the pages of the answer have no end`);
      }
      tokens.add(page.nextToken);
      nextToken = page.nextToken;
      continue;
    }
    if (found.length < EVENTS_PER_PAGE) {
      return events;
    }
    // ministack 1.5.33 cuts an answer here and gives no token, so the rest is asked for by its time.
    const last = found.at(-1)?.timestamp ?? startTime;
    if (last <= startTime) {
      throw new Error(
        `log group ${logGroupName}: more than ${EVENTS_PER_PAGE} lines at ${new Date(last).toISOString()}`,
      );
    }
    startTime = last;
    nextToken = undefined;
  }
}
