/** Where a function is deployed. */
export interface Place {
  /** Construct path of the function, in its stack. */
  readonly path: string;
  /** Region of the function's stack. */
  readonly region: string;
  readonly site: string;
  readonly primaryRegion: string;
  readonly recoveryRegions: readonly string[];
  /** Region from which the heartbeats are watched. */
  readonly watchRegion: string;
  readonly availabilityZones: readonly string[];
  /** Whether the site has a domain of its own, and so certificates. */
  readonly certificates: readonly string[];
  /** Whether any planned failover is declared. */
  readonly drills: boolean;
}

/** Why a role holds grants: an operation that the function sends, or something that comes with it. */
export interface Need {
  readonly because: { readonly call: string } | { readonly implied: string };
  /** `<action> on <resource>[ if <condition>]`. */
  readonly grants: readonly string[];
}

/** What every function needs to run at all. */
export function plumbing({ path }: Place): readonly Need[] {
  const [root = ''] = path.split('/');
  // The construct of the function stands two levels above the resource.
  const own = path.split('/').slice(0, -2).join('/');
  const queue = /^(Checks|Actions|Watch)$/.test(root) ? `${root}/DeadLetters` : `${own}/DeadLetters`;
  return [
    implied('its own log', [
      `logs:CreateLogStream on \${${own}/Logs/Resource.Arn}`,
      `logs:PutLogEvents on \${${own}/Logs/Resource.Arn}`,
    ]),
    implied('events that failed every time', [`sqs:SendMessage on \${${queue}/Resource.Arn}`]),
    implied('traces; X-Ray knows no resources', ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *']),
  ];
}

/** What a function needs whose results are announced. */
export function announced({ region }: Place): readonly Need[] {
  return [implied('its results', [`events:PutEvents on arn:aws:events:${region}:ACCOUNT:event-bus/default`])];
}

/** What a function needs to keep decision records: reading, writing with a condition, and telling a missing key. */
export function records(label: string, root: 'Checks' | 'Watch' = 'Checks'): readonly Need[] {
  const bucket = `\${${root}/Records/Resource.Arn}`;
  return [
    implied('decision records', [
      `s3:GetObject on ${bucket}/${label}/*.json`,
      `s3:PutObject on ${bucket}/${label}/*.json`,
      `s3:ListBucket on ${bucket} if ${condition('StringLikeIfExists', 's3:prefix', [`${label}/*`])}`,
    ]),
  ];
}

/** Mark of a resource in another Region than the function's. */
export function there({ region: own }: Place, region: string): string {
  return region === own ? '' : `${region}:`;
}

export const CLUSTER = '${Database/Resource.Ref}';
export const cluster = ({ primaryRegion }: Place): string => `arn:aws:rds:${primaryRegion}:ACCOUNT:cluster:${CLUSTER}`;
export const anyInstance = ({ primaryRegion }: Place): string => `arn:aws:rds:${primaryRegion}:ACCOUNT:db:*`;
export const inRegion = ({ region }: Place): string =>
  ` if ${condition('StringEquals', 'aws:RequestedRegion', region)}`;
export const LOAD_BALANCERS = ['${App/LoadBalancer/Resource.Ref}', '${Web/LoadBalancer/Resource.Ref}'];

export function zonalShifts(arns: readonly string[]): Need {
  return call(
    'ARC Zonal Shift.GetManagedResource',
    arns.map((arn) => `arc-zonal-shift:GetManagedResource on ${arn}`),
  );
}

export function call(name: string, grants: readonly string[]): Need {
  return { because: { call: name }, grants };
}

export function implied(reason: string, grants: readonly string[]): Need {
  return { because: { implied: reason }, grants };
}

export function condition(operator: string, key: string, value: string | readonly string[]): string {
  return JSON.stringify({ [operator]: { [key]: value } });
}
