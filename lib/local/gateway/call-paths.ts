import type { Call, Protocol, RequestLine } from './call';

/** What a method and a path of a REST service ask. */
interface KnownPath {
  readonly method: string;
  /** Its named groups are the parameters. */
  readonly path: RegExp;
  /** Part of the query string that tells one action from another. */
  readonly query?: RegExp;
  readonly action: string;
}

/** Paths that the functions ask; all others keep their method and path as action. Names in them need no decoding but ARNs. */
const PATHS: Readonly<Record<string, { readonly protocol: Protocol; readonly paths: readonly KnownPath[] }>> = {
  backup: {
    protocol: 'rest-json',
    paths: [
      get(/^\/backup-vaults\/(?<BackupVaultName>[^/]+)\/?$/, 'DescribeBackupVault'),
      get(/^\/backup-vaults\/(?<BackupVaultName>[^/]+)\/recovery-points\/?$/, 'ListRecoveryPointsByBackupVault'),
      get(/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/?$/, 'GetBackupPlan'),
      get(/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/selections\/?$/, 'ListBackupSelections'),
      get(/^\/backup\/plans\/(?<BackupPlanId>[^/]+)\/selections\/(?<SelectionId>[^/]+)\/?$/, 'GetBackupSelection'),
      get(/^\/restore-testing\/plans\/(?<RestoreTestingPlanName>[^/]+)\/?$/, 'GetRestoreTestingPlan'),
      get(/^\/restore-jobs\/?$/, 'ListRestoreJobs'),
    ],
  },
  cloudfront: {
    protocol: 'rest-xml',
    paths: [get(/^\/\d{4}-\d{2}-\d{2}\/distribution\/(?<Id>[^/]+)\/config$/, 'GetDistributionConfig')],
  },
  lambda: {
    protocol: 'rest-json',
    paths: [
      {
        method: 'POST',
        path: /^\/2015-03-31\/functions\/(?<FunctionName>[^/]+)\/invocations$/,
        action: 'Invoke',
      },
    ],
  },
  'arc-zonal-shift': {
    protocol: 'rest-json',
    paths: [get(/^\/managedresources\/(?<resourceIdentifier>.+)$/, 'GetManagedResource')],
  },
  s3: {
    protocol: 'rest-xml',
    paths: [
      { ...get(/^\/(?<Bucket>[^/]+)\/?$/, 'ListObjectsV2'), query: /(?:^|&)list-type=2(?:&|$)/ },
      get(/^\/(?<Bucket>[^/]+)\/(?<Key>.+)$/, 'GetObject'),
      { method: 'PUT', path: /^\/(?<Bucket>[^/]+)\/(?<Key>.+)$/, action: 'PutObject' },
    ],
  },
};

/** What a request to a REST service asks; `undefined` for a service that speaks otherwise. */
export function identifyPath(
  service: string,
  { method, url }: Pick<RequestLine, 'method' | 'url'>,
): Pick<Call, 'action' | 'protocol' | 'parameters'> | undefined {
  const rest = Object.hasOwn(PATHS, service) ? PATHS[service] : undefined;
  if (rest === undefined) {
    return undefined;
  }
  const { protocol, paths } = rest;
  const [path = '', query = ''] = url.split('?', 2);
  for (const known of paths) {
    const match = known.method === method ? known.path.exec(path) : null;
    if (match !== null && (known.query === undefined || known.query.test(query))) {
      const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decoded(value)] as const);
      return { action: known.action, protocol, parameters: new Map(parameters) };
    }
  }
  return { action: `${method} ${path}`, protocol, parameters: new Map() };
}

function get(path: RegExp, action: string): KnownPath {
  return { method: 'GET', path, action };
}

/** A part of a path as it was meant; one that is no encoding is meant as it stands. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
