import { z } from 'zod';
import type { AlarmState } from './evaluate';

/** A message that reached the subscribers of a topic. */
export type Notification = AlarmNotification | OtherNotification;

/** An alarm changed its state. */
export interface AlarmNotification {
  readonly kind: 'alarm';
  /** Name of the alarm in CloudWatch. */
  readonly alarm: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  readonly description: string;
  readonly subject: string | undefined;
}

/** Anything else: an event of the database, a backup job, a message of a person. */
export interface OtherNotification {
  readonly kind: 'other';
  readonly subject: string | undefined;
  /** The message as it was published. */
  readonly message: string;
}

/**
 * Reads a message as SNS hands it to a queue.
 *
 * Throws when it is no envelope of SNS, or when it tells of an alarm without saying what happened to it.
 */
export function parseNotification(body: string): Notification {
  const { Subject, Message } = parse(envelope, body, parseJson(body));
  const content = parseJson(Message);
  const subject = Subject ?? undefined;
  if (!isAboutAlarm(content)) {
    return { kind: 'other', subject, message: Message };
  }
  const { AlarmName, AlarmDescription, OldStateValue, NewStateValue, NewStateReason } = parse(alarm, body, content);
  return {
    kind: 'alarm',
    alarm: AlarmName,
    from: OldStateValue,
    to: NewStateValue,
    reason: NewStateReason,
    description: AlarmDescription ?? '',
    subject,
  };
}

const envelope = z.object({
  Type: z.literal('Notification'),
  Subject: z.string().nullish(),
  Message: z.string(),
});

const state = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

const alarm = z.object({
  AlarmName: z.string().min(1),
  AlarmDescription: z.string().nullish(),
  OldStateValue: state,
  NewStateValue: state,
  NewStateReason: z.string(),
});

function isAboutAlarm(content: unknown): boolean {
  return typeof content === 'object' && content !== null && ('AlarmName' in content || 'NewStateValue' in content);
}

/** `undefined` for text that is no JSON: a message may be anything. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Enough of a message to recognize it. */
const SHOWN_CHARACTERS = 200;

function parse<T>(schema: z.ZodType<T>, body: string, content: unknown): T {
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the message'}: ${message}`);
    throw new Error(`malformed notification: ${faults.join('; ')}; it begins with ${body.slice(0, SHOWN_CHARACTERS)}`);
  }
  return parsed.data;
}
