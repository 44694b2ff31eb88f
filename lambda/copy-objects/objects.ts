import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { UploadedObjectProperties } from './contract';
import type { ObjectAddress } from './request';

/** What the work on objects needs. */
export interface ObjectStore {
  readonly s3: S3Client;
  readonly signal: AbortSignal;
  /** Waits; rejects when the signal comes first. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Name of the metadata entry that says which custom resource wrote an object. */
const OWNER = 'owner';

/** Waits before the next try when access is denied: a policy made a moment ago may not have spread through IAM yet. */
const PATIENCE_MILLISECONDS = [1_000, 2_000, 4_000, 8_000, 16_000, 16_000];

/** Copies an asset to its place, with the owner's mark. The asset's own metadata and tags are not taken along. */
export async function copyObject(
  properties: UploadedObjectProperties,
  owner: string,
  store: ObjectStore,
): Promise<void> {
  const command = new CopyObjectCommand({
    Bucket: properties.Bucket,
    Key: properties.Key,
    CopySource: `${properties.SourceBucket}/${encodeURIComponent(properties.SourceKey)}`,
    MetadataDirective: 'REPLACE',
    TaggingDirective: 'REPLACE',
    ContentType: properties.ContentType,
    CacheControl: properties.CacheControl,
    Metadata: { [OWNER]: owner },
  });
  await patiently(() => store.s3.send(command, { abortSignal: store.signal }), store);
}

/**
 * Deletes an object if this owner wrote it. Another owner has it when the same key moved to another resource of the
 * stack: CloudFormation makes the new resource first and then deletes the old one.
 */
export async function deleteObject(
  address: ObjectAddress,
  options: { readonly owner: string; readonly keepVersions: boolean },
  store: ObjectStore,
): Promise<void> {
  try {
    const found = await patiently(() => findOwner(address, store), store);
    if (found !== undefined && found !== options.owner) {
      return;
    }
    if (options.keepVersions) {
      await deleteVersion(address, undefined, store);
    } else {
      for (const versionId of await listVersions(address, store)) {
        await deleteVersion(address, versionId, store);
      }
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'NoSuchBucket')) {
      throw error;
    }
  }
}

/** Owner of the current version; `undefined` when there is none. */
async function findOwner({ bucket, key }: ObjectAddress, { s3, signal }: ObjectStore): Promise<string | undefined> {
  try {
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
    // An object without the mark was put there by somebody else.
    return head.Metadata?.[OWNER] ?? '';
  } catch (error) {
    // The answer to HEAD has no body, so a missing bucket is `NotFound`, too; deleting then finds out.
    if (error instanceof Error && error.name === 'NotFound') {
      return undefined;
    }
    throw error;
  }
}

async function listVersions({ bucket, key }: ObjectAddress, { s3, signal }: ObjectStore): Promise<readonly string[]> {
  const versions: string[] = [];
  let marker: { readonly key?: string | undefined; readonly version?: string | undefined } | undefined = {};
  while (marker !== undefined) {
    const page: Awaited<ReturnType<typeof send>> = await send(marker);
    const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    // The prefix finds longer keys as well.
    versions.push(...entries.filter(({ Key }) => Key === key).flatMap(({ VersionId }) => VersionId ?? []));
    marker = page.IsTruncated === true ? { key: page.NextKeyMarker, version: page.NextVersionIdMarker } : undefined;
  }
  return versions;

  function send(from: { readonly key?: string | undefined; readonly version?: string | undefined }) {
    return s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: key,
        KeyMarker: from.key,
        VersionIdMarker: from.version,
      }),
      { abortSignal: signal },
    );
  }
}

async function deleteVersion(
  { bucket, key }: ObjectAddress,
  versionId: string | undefined,
  { s3, signal }: ObjectStore,
): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }), { abortSignal: signal });
}

async function patiently<T>(attempt: () => Promise<T>, { wait, signal }: ObjectStore): Promise<T> {
  for (const milliseconds of PATIENCE_MILLISECONDS) {
    try {
      return await attempt();
    } catch (error) {
      if (!isDenied(error)) {
        throw error;
      }
    }
    await wait(milliseconds, signal);
  }
  return await attempt();
}

/** By its number: the answer to HEAD has no body, so its error has no name. */
function isDenied(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403;
}
