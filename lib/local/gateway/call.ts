/** Services whose calls the gateway completes and disturbs, by the name their requests are signed with. */
export type GatewayService = 'ec2' | 'rds' | 'backup' | 'elasticloadbalancing';

/** What a request asks, whom and where, as AWS would read it. */
export interface Call {
  /** Name the request is signed for, for example `ec2`; empty when it is not signed. */
  readonly service: string;
  /** Action as the API names it; of protocols and paths that are not known, method and path. */
  readonly action: string;
  /** Region the request is signed for; empty when it is not signed. */
  readonly region: string;
  /** Access key, which names the account for the emulator; empty when the request is not signed. */
  readonly account: string;
  /** What is asked about: members of the form of the query protocols, or of the path. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The part of a request that says what it asks. */
export interface RequestLine {
  readonly method: string;
  /** Path with query string. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
const CREDENTIAL = /Credential=(?<account>[^/,\s]+)\/\d{8}\/(?<region>[^/,\s]+)\/(?<service>[^/,\s]+)\/aws4_request/;

/** Paths of AWS Backup that the checks read; all others keep their method and path as action. Names need no decoding. */
const BACKUP_ACTIONS: readonly (readonly [path: RegExp, action: string])[] = [
  [/^\/backup-vaults\/(?<BackupVaultName>[^/]+)\/?$/, 'DescribeBackupVault'],
  [/^\/backup-vaults\/(?<BackupVaultName>[^/]+)\/recovery-points\/?$/, 'ListRecoveryPointsByBackupVault'],
  [/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/?$/, 'GetBackupPlan'],
  [/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/selections\/?$/, 'ListBackupSelections'],
  [/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/selections\/(?<SelectionId>[^/]+)\/?$/, 'GetBackupSelection'],
];

/** Reads from a request what it asks. */
export function identify(request: RequestLine): Call {
  const { service = '', region = '', account = '' } = CREDENTIAL.exec(request.authorization ?? '')?.groups ?? {};
  return { service, region, account, ...(service === 'backup' ? askedByPath(request) : askedByForm(request)) };
}

/** A parameter without which the emulator would not have answered. */
export function requireParameter({ action, parameters }: Call, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) {
    throw new Error(`${action} was answered without ${name}`);
  }
  return value;
}

function askedByForm(request: RequestLine): Pick<Call, 'action' | 'parameters'> {
  const isForm = request.contentType?.startsWith('application/x-www-form-urlencoded') === true;
  const parameters = new Map(isForm ? new URLSearchParams(request.body.toString('utf8')) : []);
  return { action: parameters.get('Action') ?? methodAndPath(request), parameters };
}

function askedByPath(request: RequestLine): Pick<Call, 'action' | 'parameters'> {
  for (const [path, action] of request.method === 'GET' ? BACKUP_ACTIONS : []) {
    const named = path.exec(pathOf(request))?.groups;
    if (named !== undefined) {
      return { action, parameters: new Map(Object.entries(named)) };
    }
  }
  return { action: methodAndPath(request), parameters: new Map() };
}

function methodAndPath(request: RequestLine): string {
  return `${request.method} ${pathOf(request)}`;
}

function pathOf({ url }: RequestLine): string {
  return url.split('?', 1)[0] ?? url;
}
