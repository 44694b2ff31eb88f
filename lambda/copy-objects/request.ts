import * as z from 'zod/mini';
import type { UploadedObjectProperties } from './contract';

const text = z.string().check(z.minLength(1));

/** What CloudFormation sends about any custom resource. */
export const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  /** Signed address for the answer. A secret: whoever has it can answer. */
  ResponseURL: z.url(),
  StackId: text,
  RequestId: text,
  LogicalResourceId: text,
  /** Absent when the resource is created. */
  PhysicalResourceId: z.optional(text),
  ResourceProperties: z.unknown(),
});

/** A request of CloudFormation. */
export type Request = z.infer<typeof requestSchema>;

/** Properties of one uploaded object. */
export const propertiesSchema: z.ZodMiniType<UploadedObjectProperties> = z.object({
  Bucket: text,
  // The bucket and the key make the physical id, which may have 1,024 characters.
  Key: text.check(z.maxLength(900)),
  SourceBucket: text,
  SourceKey: text,
  ContentHash: text,
  ContentType: text,
  CacheControl: z.optional(text),
  KeepVersions: z.optional(z.literal('true')),
});

/** Bucket and key of an object. */
export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

/** Physical id of an object. A new bucket or key gives a new id: CloudFormation then deletes the old one at the end. */
export function physicalId({ bucket, key }: ObjectAddress): string {
  return `${bucket}/${key}`;
}

/** Object behind a physical id; `undefined` for the id of a resource that was never made. */
export function findAddress(id: string | undefined): ObjectAddress | undefined {
  const slash = id?.indexOf('/') ?? -1;
  return id === undefined || slash < 1 ? undefined : { bucket: id.slice(0, slash), key: id.slice(slash + 1) };
}
