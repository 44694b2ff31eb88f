import { SETTINGS_DIRECTORY } from './server-files';

/** What the ready script must know. */
export interface ReadySettings {
  /** Region of the group. */
  readonly region: string;
  /** Name of the Auto Scaling group. */
  readonly groupName: string;
  /** Name of the lifecycle hook that waits for the server. */
  readonly hookName: string;
  /** Port the server listens on. */
  readonly port: number;
  /** Path that answers 200 when the server is healthy. */
  readonly healthPath: string;
  /** Seconds from the start of the script within which the server must answer. */
  readonly waitSeconds: number;
}

/** Settings of the ready script, as shell assignments. */
export function readySettings(settings: ReadySettings): string {
  return [
    `REGION='${settings.region}'`,
    `GROUP='${settings.groupName}'`,
    `HOOK='${settings.hookName}'`,
    `URL='https://127.0.0.1:${settings.port}${settings.healthPath}'`,
    `WAIT_SECONDS=${settings.waitSeconds}`,
  ].join('\n');
}

/**
 * Waits until the server answers 200, then lets the instance into service; otherwise has it replaced.
 *
 * The lifecycle action is asked for several times: after a restart from the warm pool the server may be faster than the
 * group. An instance that merely reboots has no such action, and the script ends without an effect.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html
 */
export const READY_SCRIPT = `#!/bin/bash
set -uo pipefail
. ${SETTINGS_DIRECTORY}/ready.conf
export AWS_DEFAULT_REGION="$REGION" AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=3
METADATA=http://169.254.169.254/latest
TOKEN=$(curl -sf --retry 5 --retry-connrefused -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$METADATA/api/token")
INSTANCE_ID=$(curl -sf --retry 5 -H "X-aws-ec2-metadata-token: $TOKEN" "$METADATA/meta-data/instance-id")
RESULT=ABANDON
DEADLINE=$((SECONDS + WAIT_SECONDS))
while [ "$SECONDS" -lt "$DEADLINE" ]; do
  STATUS=$(curl -sk --max-time 2 -o /dev/null -w '%{http_code}' "$URL")
  if [ "$STATUS" = 200 ]; then RESULT=CONTINUE; break; fi
  sleep 1
done
echo "server: last status $STATUS, $RESULT"
for ATTEMPT in {1..24}; do
  if aws autoscaling complete-lifecycle-action --auto-scaling-group-name "$GROUP" --lifecycle-hook-name "$HOOK" \\
    --instance-id "$INSTANCE_ID" --lifecycle-action-result "$RESULT"; then break; fi
  sleep 5
done
[ "$RESULT" = CONTINUE ]`;
