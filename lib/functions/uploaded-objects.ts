import { ArnFormat, CustomResource, Duration, FileSystem, Size, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { UPLOADED_OBJECT_TYPE, type UploadedObjectProperties } from '../../lambda/copy-objects/contract';
import { pascalCase } from '../site/names';
import type { Site } from '../site/site';
import { SiteFunction } from './site-function';

/** An object to upload. */
export interface UploadedObject {
  /**
   * Key of the object, without a slash in front, at most 1,024 bytes.
   *
   * With `contentHash` in it, a new content gets a new key, and the old object stays until the whole stack has moved on:
   * servers that start meanwhile still find theirs.
   */
  readonly key: string;

  /** Absolute path of a file, or of a directory that is packed as a zip archive. */
  readonly assetPath: string;

  /**
   * Media type.
   *
   * @default 'application/zip' for a directory, otherwise 'application/octet-stream'
   */
  readonly contentType?: string;

  /**
   * `Cache-Control` header.
   *
   * @default - no header
   */
  readonly cacheControl?: string;
}

/** Properties for `UploadedObjects`. */
export interface UploadedObjectsProps {
  /** Site the objects belong to. */
  readonly site: Site;

  /** Bucket that receives the objects, in the stack's Region. */
  readonly bucket: IBucket;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Objects, each with a key of its own. */
  readonly objects: readonly UploadedObject[];

  /**
   * Whether versions of a removed object stay for the bucket's lifecycle rules to expire.
   *
   * @default false - every version is removed, so that the bucket can be removed
   */
  readonly keepVersions?: boolean;
}

/**
 * Copies files of the CDK app into a bucket.
 *
 * The CDK's `BucketDeployment` would do that with a Python function and the AWS CLI in a layer. Each object is a custom
 * resource of its own: CloudFormation copies it again when its content changes, and deletes it, after everything else
 * has been updated, when its key changes or its entry goes.
 */
export class UploadedObjects extends Construct {
  /** Hash of the content of every object, by key. */
  readonly contentHashes: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: UploadedObjectsProps) {
    super(scope, id);
    const { bucket, objects } = props;
    requireDistinctKeys(objects);
    const assets = objects.map((object) => {
      const hash = contentHash(object.assetPath);
      // Without the hash: the resource stays the same when its content moves to another key.
      const name = pascalCase(object.key.replaceAll(hash, ''));
      return { object, hash, name, asset: new Asset(this, `${name}Asset`, { path: object.assetPath }) };
    });
    const copier = new SiteFunction(this, 'Copier', {
      site: props.site,
      functionName: 'copy-objects',
      description: `${props.site.name}: copies files into a bucket when their stack is deployed`,
      logKey: props.logKey,
      timeout: Duration.minutes(5),
      memorySize: Size.mebibytes(256),
      // CloudFormation calls once for each object and waits; several at once only save time.
      reservedConcurrentExecutions: 2,
      maximumEventAge: Duration.minutes(10),
      statements: [
        ...readStatements(
          this,
          assets.map(({ asset }) => asset),
        ),
        ...writeStatements(bucket, objects, props.keepVersions ?? false),
      ],
    });
    bucket.encryptionKey?.grantEncryptDecrypt(copier);
    for (const { object, asset, hash, name } of assets) {
      const properties: UploadedObjectProperties = {
        Bucket: bucket.bucketName,
        Key: object.key,
        SourceBucket: asset.s3BucketName,
        SourceKey: asset.s3ObjectKey,
        ContentHash: hash,
        ContentType: object.contentType ?? (asset.isZipArchive ? 'application/zip' : 'application/octet-stream'),
        ...(object.cacheControl === undefined ? {} : { CacheControl: object.cacheControl }),
        ...(props.keepVersions === true ? { KeepVersions: 'true' } : {}),
      };
      new CustomResource(this, name, {
        resourceType: UPLOADED_OBJECT_TYPE,
        serviceToken: copier.function.functionArn,
        serviceTimeout: Duration.minutes(15),
        properties: { ...properties },
      });
    }
    this.contentHashes = Object.fromEntries(assets.map(({ object, hash }) => [object.key, hash]));
  }
}

/** Hash of a file or directory, for keys that change with the content. The same content gives the same hash anywhere. */
export function contentHash(assetPath: string): string {
  return FileSystem.fingerprint(assetPath);
}

/** Reads the assets of this stack, and no other object of the bootstrap bucket. */
function readStatements(scope: Construct, assets: readonly Asset[]): PolicyStatement[] {
  const stack = Stack.of(scope);
  const arns = assets.map((asset) => asset.bucket.arnForObjects(asset.s3ObjectKey));
  // Every asset of a stack lies in the same bucket.
  const bucketArns = assets.slice(0, 1).map((asset) => asset.bucket.bucketArn);
  return [
    new PolicyStatement({ sid: 'ReadAssets', actions: ['s3:GetObject'], resources: arns }),
    new PolicyStatement({
      sid: 'DecryptAssets',
      // The bootstrap stack may encrypt its bucket with a key whose ARN no template knows.
      actions: ['kms:Decrypt'],
      resources: [
        stack.formatArn({
          service: 'kms',
          resource: 'key',
          resourceName: '*',
          arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
        }),
      ],
      conditions: {
        StringEquals: { 'kms:ViaService': `s3.${stack.region}.${stack.urlSuffix}` },
        // The context is the bucket's ARN with bucket keys, otherwise the object's.
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [...bucketArns, ...arns] },
      },
    }),
  ];
}

/** Two objects with one key would overwrite each other, and without any object there is no policy to write. */
function requireDistinctKeys(objects: readonly UploadedObject[]): void {
  const keys = objects.map(({ key }) => key);
  if (keys.length === 0 || new Set(keys).size < keys.length) {
    throw new Error(`objects to upload must have distinct keys and be at least one, got [${keys.join(', ')}]`);
  }
  const wrong = keys.find((key) => key === '' || key.startsWith('/') || key.endsWith('/'));
  if (wrong !== undefined) {
    throw new Error(`the key of an object must name a file and not begin with a slash, got '${wrong}'`);
  }
}

/** Writes and deletes beside the listed keys, because an earlier key must be deletable after the policy has changed. */
function writeStatements(
  bucket: IBucket,
  objects: readonly UploadedObject[],
  keepVersions: boolean,
): PolicyStatement[] {
  const folders = [...new Set(objects.map(({ key }) => key.slice(0, key.lastIndexOf('/') + 1)))];
  return [
    new PolicyStatement({
      sid: 'WriteObjects',
      // Reading tells whether an object is still this stack's before it is deleted.
      actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', ...(keepVersions ? [] : ['s3:DeleteObjectVersion'])],
      resources: folders.map((folder) => bucket.arnForObjects(`${folder}*`)),
    }),
    new PolicyStatement({
      sid: 'ListObjects',
      // Without the right to list, S3 says of an object that is gone that access to it is denied.
      actions: ['s3:ListBucket', ...(keepVersions ? [] : ['s3:ListBucketVersions'])],
      resources: [bucket.bucketArn],
    }),
  ];
}
