import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import type { Outcome } from './answer';
import { copyObject, deleteObject, type ObjectStore } from './objects';
import { findAddress, physicalId, propertiesSchema, requestSchema, type Request } from './request';

/** What the function needs besides the request. */
export interface Ports {
  readonly s3: S3Client;
  readonly wait: ObjectStore['wait'];
  /** Hands the outcome to CloudFormation. */
  readonly answer: (request: Request, outcome: Outcome) => Promise<void>;
  /** Writes one line to the log. */
  readonly write: (line: string) => void;
}

/** Time kept back to answer. */
const RESERVED_MILLISECONDS = 15_000;

/**
 * Brings one object to the state CloudFormation asks for, and answers whatever happens. Doing the same again changes
 * nothing.
 *
 * An error gets out only when there is nobody to answer to or the answer was not taken; Lambda then tries again.
 */
export async function run(payload: unknown, remainingMilliseconds: number, ports: Ports): Promise<void> {
  const request = z.parse(requestSchema, payload);
  const signal = AbortSignal.timeout(Math.max(0, remainingMilliseconds - RESERVED_MILLISECONDS));
  const outcome = await work(request, { s3: ports.s3, wait: ports.wait, signal });
  const { RequestType, StackId, LogicalResourceId, RequestId } = request;
  ports.write(JSON.stringify({ RequestType, StackId, LogicalResourceId, RequestId, ...outcome }));
  await ports.answer(request, outcome);
}

async function work(request: Request, store: ObjectStore): Promise<Outcome> {
  const id = request.PhysicalResourceId ?? `nothing-${request.LogicalResourceId}`;
  try {
    return request.RequestType === 'Delete' ? await remove(request, id, store) : await upload(request, store);
  } catch (error) {
    return { status: 'FAILED', physicalId: id, reason: describe(error) };
  }
}

async function upload(request: Request, store: ObjectStore): Promise<Outcome> {
  const parsed = z.safeParse(propertiesSchema, request.ResourceProperties);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`wrong properties: ${faults.join(', ')}`);
  }
  const properties = parsed.data;
  await copyObject(properties, ownerOf(request), store);
  return { status: 'SUCCESS', physicalId: physicalId({ bucket: properties.Bucket, key: properties.Key }) };
}

/** The physical id alone says what to delete: properties may be those of a creation that never succeeded. */
async function remove(request: Request, id: string, store: ObjectStore): Promise<Outcome> {
  const address = findAddress(id);
  if (address !== undefined) {
    const properties = z.safeParse(propertiesSchema, request.ResourceProperties);
    const keepVersions = properties.success && properties.data.KeepVersions === 'true';
    await deleteObject(address, { owner: ownerOf(request), keepVersions }, store);
  }
  return { status: 'SUCCESS', physicalId: id };
}

/** A mark that tells resources apart and tells a reader of the object nothing about the account. */
function ownerOf({ StackId, LogicalResourceId }: Request): string {
  return createHash('sha256').update(`${StackId} ${LogicalResourceId}`).digest('hex').slice(0, 32);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
