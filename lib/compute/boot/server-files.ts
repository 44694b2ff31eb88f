import { Token } from 'aws-cdk-lib';

/** Account the server runs as; it may log in nowhere. */
export const SERVER_USER = 'site';
/** Directory of the release; read-only to the server. */
export const RELEASE_DIRECTORY = '/opt/site';
/** Directory of settings and certificate; readable by the server alone. */
export const SETTINGS_DIRECTORY = '/etc/site';
/** File the server writes its log to. */
export const SERVER_LOG_FILE = '/var/log/site/server.log';
/** File cloud-init writes the output of the boot script to. */
const BOOT_LOG_FILE = '/var/log/cloud-init-output.log';

/** Seconds a server gets to finish its requests: a target is deregistered for 30 s before that. */
const STOP_SECONDS = 40;

/**
 * Service that keeps the server running, as an account without rights: no new privileges, a read-only system, no
 * devices, no other processes, no home directories. The only place it may write is `/var/lib/site`.
 *
 * @see https://www.freedesktop.org/software/systemd/man/252/systemd.exec.html
 */
export function serverUnit(start: string): string {
  return `[Unit]
Description=Server of the site
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=${SERVER_USER}
Group=${SERVER_USER}
WorkingDirectory=${RELEASE_DIRECTORY}
EnvironmentFile=${SETTINGS_DIRECTORY}/environment
StateDirectory=site
ExecStart=${start.replaceAll('%', '%%')}
Restart=always
RestartSec=2
TimeoutStopSec=${STOP_SECONDS}
StandardOutput=append:${SERVER_LOG_FILE}
StandardError=append:${SERVER_LOG_FILE}
LimitNOFILE=65536
UMask=0077
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
ProtectProc=invisible
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
PrivateDevices=yes
PrivateTmp=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target`;
}

/**
 * Service that tells the Auto Scaling group at every boot whether the server answers.
 *
 * At every boot, because a warm-pool instance boots twice and cloud-init runs user data only once.
 */
export const READY_UNIT = `[Unit]
Description=Tells the Auto Scaling group whether the server answers
Wants=site.service
After=site.service

[Service]
Type=oneshot
TimeoutStartSec=infinity
ExecStart=/usr/local/sbin/site-ready

[Install]
WantedBy=multi-user.target`;

/** Sends the boot log and the server's log to CloudWatch Logs, one stream per instance and file. */
export function logAgentSettings(logGroupName: string): string {
  const file = (file_path: string, kind: string) => ({
    file_path,
    log_group_name: logGroupName,
    log_stream_name: `{instance_id}/${kind}`,
  });
  const collect_list = [file(SERVER_LOG_FILE, 'server'), file(BOOT_LOG_FILE, 'boot')];
  return JSON.stringify({ logs: { logs_collected: { files: { collect_list } }, force_flush_interval: 5 } });
}

/**
 * Keeps the server's log from filling the disk; copied and cut, because the service holds the file open.
 *
 * The size is looked at only when `logrotate.timer` fires: see `LOG_ROTATION_TIMER`.
 */
export const LOG_ROTATION = `${SERVER_LOG_FILE} {
  size 50M
  rotate 2
  copytruncate
  missingok
  notifempty
}`;

/**
 * Looks at the log every five minutes. The timer of the image fires once a day, when a busy log has filled the disk.
 *
 * The empty line takes the daily time away, to which the next one would be added; a delay of the image is taken away as
 * well.
 *
 * @see https://www.freedesktop.org/software/systemd/man/252/systemd.timer.html
 */
export const LOG_ROTATION_TIMER = `[Timer]
OnCalendar=
OnCalendar=*:0/5
AccuracySec=30s
RandomizedDelaySec=0`;

/**
 * Keeps dead connections short: an idle one to a lost database writer is noticed after six seconds.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.BestPractices.FastFailover.html
 */
export const NETWORK_SETTINGS = `net.ipv4.tcp_keepalive_time = 1
net.ipv4.tcp_keepalive_intvl = 1
net.ipv4.tcp_keepalive_probes = 5
net.ipv4.tcp_syn_retries = 3`;

/** File of `NAME="value"` lines as systemd reads it. */
export function environmentFile(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${environmentName(name)}="${environmentValue(name, value)}"`)
    .join('\n');
}

function environmentName(name: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) {
    throw new Error(`environment variable ${JSON.stringify(name)} must be in capitals, digits and underscores`);
  }
  return name;
}

function environmentValue(name: string, value: string): string {
  // What CloudFormation fills in (host names, ports) needs no escaping, and escaping would break the placeholder.
  if (Token.isUnresolved(value)) {
    return value;
  }
  if (/[\u0000-\u001f\u007f]/.test(value)) {
    throw new Error(`environment variable ${name} must be one line of printable characters`);
  }
  return value.replace(/["\\$`]/g, '\\$&');
}
