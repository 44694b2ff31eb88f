import type { Bridge } from './bridge';

/**
 * Time between two deliveries of a trail, in seconds, in which something happened.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html read 2026-11-25
 */
const DELIVERY_STEP = 300;

/** `GetTrailStatus`: the emulator delivers nothing and names no time of a delivery. */
export const bridgeTrailStatus: Bridge = (body, { answeredAt }) =>
  Promise.resolve(answeredAt === undefined ? body : completeTrailStatus(body, answeredAt));

/** Names the last delivery of a trail that records: in steps of five minutes, and never before it was started. */
export function completeTrailStatus(body: string, now: Date): string {
  const status = JSON.parse(body) as { readonly IsLogging?: boolean; readonly StartLoggingTime?: number };
  if (status.IsLogging !== true) {
    return body;
  }
  const step = Math.floor(now.getTime() / 1000 / DELIVERY_STEP) * DELIVERY_STEP;
  return JSON.stringify({ ...status, LatestDeliveryTime: Math.max(step, status.StartLoggingTime ?? 0) });
}
