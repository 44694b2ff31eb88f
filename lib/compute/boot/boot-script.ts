import { UserData } from 'aws-cdk-lib/aws-ec2';
import { READY_SCRIPT, readySettings, type ReadySettings } from './ready-script';
import {
  environmentFile,
  LOG_ROTATION,
  LOG_ROTATION_TIMER,
  logAgentSettings,
  NETWORK_SETTINGS,
  READY_UNIT,
  RELEASE_DIRECTORY,
  SERVER_LOG_FILE,
  SERVER_USER,
  serverUnit,
  SETTINGS_DIRECTORY,
} from './server-files';

/**
 * Greatest length of user data in bytes, before it is encoded.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html
 */
export const USER_DATA_LIMIT_BYTES = 16_384;

/** Packages every server needs; most are part of the image already, and then nothing is fetched. */
const BASE_PACKAGES = ['amazon-cloudwatch-agent', 'awscli-2', 'logrotate', 'openssl', 'unzip'];

/** Services of the image that a server of a site has no use for (the console of a session needs none of them). */
const UNNEEDED_UNITS = ['sshd.service', 'sshd.socket', 'rpcbind.service', 'rpcbind.socket', 'gssproxy.service'];

/** What a server needs to know to boot. Values may be placeholders that CloudFormation fills in. */
export interface BootOptions extends ReadySettings {
  /** Id of the stack, which waits for the first servers. */
  readonly stackId: string;
  /** Logical id of the Auto Scaling group in the stack. */
  readonly groupLogicalId: string;
  /** Bucket the release lies in. */
  readonly bucketName: string;
  /** Key of the release in the bucket. */
  readonly releaseKey: string;
  /** Amazon Linux packages of the release. */
  readonly packages: readonly string[];
  /** Command that starts the server. */
  readonly start: string;
  /** Log group of the tier. */
  readonly logGroupName: string;
  /** Environment of the server. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes a server out of a bare Amazon Linux 2023 image.
 *
 * Everything is fetched from S3 (packages, release), so that it works without a way to the internet. Any failure ends
 * the script, and its end tells CloudFormation: the first deployment fails at once instead of after a timeout.
 */
export function bootScript(options: BootOptions): UserData {
  if (/[\r\n]/.test(options.start)) {
    throw new Error('the start command must be one line');
  }
  const userData = UserData.forLinux({ shebang: '#!/bin/bash' });
  userData.addCommands(
    'set -euo pipefail',
    'umask 022',
    ...reportTheEnd(options),
    ...closeServices(),
    ...installPackages(options.packages),
    ...makeAccount(),
    ...sendLogs(options.logGroupName),
    ...unpackRelease(options),
    ...makeCertificate(),
    ...writeFile(`${SETTINGS_DIRECTORY}/environment`, environmentFile(options.environment), '0640', SERVER_USER),
    ...startServer(options),
  );
  return userData;
}

/** Once the group exists, CloudFormation refuses the signal, and the lifecycle hook alone decides. */
function reportTheEnd({ region, stackId, groupLogicalId }: BootOptions): string[] {
  return [
    `export AWS_DEFAULT_REGION='${region}' AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=5`,
    'METADATA=http://169.254.169.254/latest',
    `TOKEN=$(curl -sf --retry 5 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$METADATA/api/token")`,
    'INSTANCE_ID=$(curl -sf --retry 5 -H "X-aws-ec2-metadata-token: $TOKEN" "$METADATA/meta-data/instance-id")',
    'report_the_end() {',
    '  if [ "$1" -eq 0 ]; then STATUS=SUCCESS; else STATUS=FAILURE; fi',
    '  echo "boot ended: $STATUS"',
    `  aws cloudformation signal-resource --stack-name '${stackId}' \\`,
    `    --logical-resource-id '${groupLogicalId}' --unique-id "$INSTANCE_ID" --status "$STATUS" \\`,
    '    || echo "no stack operation waits for this server"',
    '}',
    `trap 'report_the_end $?' EXIT`,
  ];
}

function closeServices(): string[] {
  return UNNEEDED_UNITS.map((unit) => `systemctl mask --now ${unit} 2>/dev/null || true`);
}

function installPackages(packages: readonly string[]): string[] {
  const names = [...new Set([...BASE_PACKAGES, ...packages])].join(' ');
  return [
    'for ATTEMPT in 1 2 3 4 5; do',
    `  if dnf install -y --setopt=install_weak_deps=False ${names}; then break; fi`,
    '  [ "$ATTEMPT" -lt 5 ]',
    '  sleep 5',
    'done',
  ];
}

function makeAccount(): string[] {
  return [
    `id ${SERVER_USER} >/dev/null 2>&1 || useradd --system --no-create-home --shell /sbin/nologin ${SERVER_USER}`,
    `install -d -o root -g ${SERVER_USER} -m 0750 ${RELEASE_DIRECTORY} ${SETTINGS_DIRECTORY}`,
    `install -d -m 0750 ${SERVER_LOG_FILE.replace(/\/[^/]+$/, '')}`,
  ];
}

/** Before the release, so that its failure can be read after the instance is gone. */
function sendLogs(logGroupName: string): string[] {
  return [
    ...writeFile('/etc/logrotate.d/site', LOG_ROTATION, '0644'),
    'install -d -m 0755 /etc/systemd/system/logrotate.timer.d',
    ...writeFile('/etc/systemd/system/logrotate.timer.d/site.conf', LOG_ROTATION_TIMER, '0644'),
    'systemctl daemon-reload',
    'systemctl enable logrotate.timer',
    // Not `--now`: the timer of the image runs already, with its old times.
    'systemctl restart logrotate.timer',
    ...writeFile('/etc/amazon-cloudwatch-agent.json', logAgentSettings(logGroupName), '0644'),
    '/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\',
    '  -c file:/etc/amazon-cloudwatch-agent.json',
  ];
}

function unpackRelease({ bucketName, releaseKey }: BootOptions): string[] {
  return [
    'RELEASE=$(mktemp)',
    `aws s3api get-object --bucket '${bucketName}' --key '${releaseKey}' "$RELEASE" >/dev/null`,
    `unzip -q -o "$RELEASE" -d ${RELEASE_DIRECTORY}`,
    'rm -f "$RELEASE"',
    `chown -R root:${SERVER_USER} ${RELEASE_DIRECTORY}`,
    `chmod -R u=rwX,g=rX,o= ${RELEASE_DIRECTORY}`,
  ];
}

/** A load balancer encrypts to its targets without checking their certificate, so each server makes its own. */
function makeCertificate(): string[] {
  return [
    'openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=$INSTANCE_ID" \\',
    `  -keyout ${SETTINGS_DIRECTORY}/tls.key -out ${SETTINGS_DIRECTORY}/tls.crt`,
    `chown root:${SERVER_USER} ${SETTINGS_DIRECTORY}/tls.key`,
    `chmod 0640 ${SETTINGS_DIRECTORY}/tls.key`,
  ];
}

function startServer(options: BootOptions): string[] {
  return [
    ...writeFile('/etc/sysctl.d/90-site.conf', NETWORK_SETTINGS, '0644'),
    'sysctl -q -p /etc/sysctl.d/90-site.conf',
    ...writeFile(`${SETTINGS_DIRECTORY}/ready.conf`, readySettings(options), '0644'),
    ...writeFile('/usr/local/sbin/site-ready', READY_SCRIPT, '0755'),
    ...writeFile('/etc/systemd/system/site-ready.service', READY_UNIT, '0644'),
    ...writeFile('/etc/systemd/system/site.service', serverUnit(options.start), '0644'),
    'systemctl daemon-reload',
    'systemctl enable site.service site-ready.service',
    'systemctl start site.service',
    // Ends when the server answered, or fails when it did not in time.
    'systemctl start site-ready.service',
  ];
}

/** The mark is quoted: the shell changes nothing between the two lines. */
function writeFile(path: string, content: string, mode: string, group = 'root'): string[] {
  return [
    `cat >'${path}' <<'END_OF_FILE'`,
    content,
    'END_OF_FILE',
    `chown root:${group} '${path}'`,
    `chmod ${mode} '${path}'`,
  ];
}
