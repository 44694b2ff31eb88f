import { SITE_CHECK_AGENT } from '../../../lambda/site-check/contract';
import { identifyPath } from './call-paths';

/**
 * Services whose calls the gateway completes and disturbs, by the name their requests are signed with; and `site`, which is
 * the site as its viewers ask it.
 */
export const GATEWAY_SERVICES = [
  'acm',
  'arc-zonal-shift',
  'backup',
  'cloudfront',
  'cloudtrail',
  'dynamodb',
  'ec2',
  'elasticloadbalancing',
  'kms',
  'lambda',
  'logs',
  'monitoring',
  'rds',
  's3',
  'site',
  'sns',
  'wafv2',
] as const;

/** A service whose calls the gateway completes and disturbs. */
export type GatewayService = (typeof GATEWAY_SERVICES)[number];

/** How a service is spoken to, which decides how it refuses. */
export type Protocol = 'query' | 'json' | 'cbor' | 'rest-json' | 'rest-xml';

/** What a request asks, whom and where, as AWS would read it. */
export interface Call {
  /** Name the request is signed for, for example `ec2`; `site` of a viewer, and otherwise empty when it is not signed. */
  readonly service: string;
  /** Action as the API names it; of protocols and paths that are not known, method and path. */
  readonly action: string;
  /** Region the request is signed for; empty when it is not signed. */
  readonly region: string;
  /** Access key, which names the account for the emulator; empty when the request is not signed. */
  readonly account: string;
  readonly protocol: Protocol;
  /** What is asked about: members of the form of the query protocols, texts of a JSON document, or parts of the path. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The part of a request that says what it asks. */
export interface RequestLine {
  readonly method: string;
  /** Path with query string. */
  readonly url: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** Value of `X-Amz-Target`, by which JSON protocols name the action. */
  readonly target: string | undefined;
  /**
   * Value of `User-Agent`.
   *
   * @default - it is not looked at
   */
  readonly agent?: string | undefined;
  readonly body: Buffer;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html */
const CREDENTIAL = /Credential=(?<account>[^/,\s]+)\/\d{8}\/(?<region>[^/,\s]+)\/(?<service>[^/,\s]+)\/aws4_request/;

/** Path of Smithy's protocol RPC v2, which names service and operation. */
const RPC_PATH = /^\/service\/[^/]+\/operation\/(?<operation>[^/?]+)/;

/** Reads from a request what it asks. */
export function identify(request: RequestLine): Call {
  if (request.authorization === undefined && request.agent === SITE_CHECK_AGENT) {
    // Viewers sign nothing.
    const { method } = request;
    return { service: 'site', region: '', account: '', action: method, protocol: 'query', parameters: new Map() };
  }
  const { service = '', region = '', account = '' } = CREDENTIAL.exec(request.authorization ?? '')?.groups ?? {};
  return { service, region, account, ...asked(service, request) };
}

/** A parameter without which the emulator would not have answered. */
export function requireParameter({ action, parameters }: Call, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) {
    throw new Error(`${action} was answered without ${name}`);
  }
  return value;
}

type Asked = Pick<Call, 'action' | 'protocol' | 'parameters'>;

function asked(service: string, request: RequestLine): Asked {
  const operation = RPC_PATH.exec(request.url)?.groups?.['operation'];
  if (operation !== undefined) {
    return { action: operation, protocol: 'cbor', parameters: new Map() };
  }
  if (request.target !== undefined) {
    return {
      action: request.target.split('.').at(-1) ?? request.target,
      protocol: 'json',
      parameters: textMembers(request.body),
    };
  }
  return identifyPath(service, request) ?? askedByForm(request);
}

function askedByForm(request: RequestLine): Asked {
  const isForm = request.contentType?.startsWith('application/x-www-form-urlencoded') === true;
  const parameters = new Map(isForm ? new URLSearchParams(request.body.toString('utf8')) : []);
  const action = parameters.get('Action') ?? `${request.method} ${request.url.split('?', 1)[0] ?? ''}`;
  return { action, protocol: 'query', parameters };
}

/** Members of a JSON document that are texts. */
function textMembers(body: Buffer): ReadonlyMap<string, string> {
  try {
    const document: unknown = JSON.parse(body.toString('utf8'));
    const entries = typeof document === 'object' && document !== null ? Object.entries(document) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map();
  }
}
