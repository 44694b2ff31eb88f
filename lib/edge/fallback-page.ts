import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  ObjectOwnership,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { recordAccess } from '../foundation';
import { UploadedObjects } from '../functions';
import type { Site } from '../site';

const PAGE = path.join(__dirname, 'fallback', 'unavailable.html');
const OBJECT_KEY = '_fallback/unavailable.html';

/**
 * CloudFront keeps the page for 5 minutes, and for a day when S3 does not answer; browsers never keep it, because they
 * would show it again when the site is back.
 */
const CACHE_CONTROL = 'max-age=0, s-maxage=300, stale-if-error=86400';

/** Properties for `FallbackPage`. */
export interface FallbackPageProps {
  /** Site that is unavailable when the page is seen. */
  readonly site: Site;

  /** Log bucket of the same Region. */
  readonly logBucket: IBucket;

  /** Key of log groups of the same Region. */
  readonly logKey: IKey;
}

/**
 * The page viewers see when every origin is dead, in Japanese and English, in a bucket that depends on nothing else.
 *
 * The page is public, so the keys of S3 suffice: a customer managed key would be one more thing that can fail.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html
 */
export class FallbackPage extends Construct {
  /** Bucket that holds the page. */
  readonly bucket: IBucket;

  /** Path of the page in the distribution. */
  readonly pagePath = `/${OBJECT_KEY}`;

  /** Pattern of the paths that the bucket answers. */
  readonly pathPattern = '/_fallback/*';

  /** Source expression of a content security policy that lets the page use its own style, and nothing else. */
  readonly styleSource: string;

  constructor(scope: Construct, id: string, props: FallbackPageProps) {
    super(scope, id);
    const { site, logBucket, logKey } = props;
    const bucket = new Bucket(this, 'Resource', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [
        {
          id: 'expire-replaced-pages',
          noncurrentVersionExpiration: Duration.days(90),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: site.protection ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const resource = bucket.node.defaultChild;
    if (resource instanceof CfnBucket) {
      recordAccess(resource, logBucket, 'fallback');
    }
    new UploadedObjects(this, 'Objects', {
      site,
      bucket,
      logKey,
      objects: [
        { key: OBJECT_KEY, assetPath: PAGE, contentType: 'text/html; charset=utf-8', cacheControl: CACHE_CONTROL },
      ],
    });
    this.bucket = bucket;
    this.styleSource = styleSource(readFileSync(PAGE, 'utf8'));
  }
}

/**
 * Hash of the content of the page's one style element, as a content security policy names it.
 *
 * @see https://www.w3.org/TR/CSP3/#match-element-to-source-list
 */
function styleSource(html: string): string {
  // Browsers turn line ends into LF before they hash.
  const style = /<style>([^]*)<\/style>/.exec(html.replaceAll('\r\n', '\n'))?.[1];
  if (style === undefined) {
    throw new Error(`${PAGE} has no style element`);
  }
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
}
