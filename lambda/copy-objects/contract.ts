/** CloudFormation type of one uploaded object. */
export const UPLOADED_OBJECT_TYPE = 'Custom::UploadedObject';

/** Properties of one uploaded object; CloudFormation hands them on as strings. */
export interface UploadedObjectProperties {
  /** Bucket that receives the object. */
  readonly Bucket: string;
  readonly Key: string;
  /** Bucket and key of the asset that is copied. */
  readonly SourceBucket: string;
  readonly SourceKey: string;
  /** Hash of the content: a change of it is what makes CloudFormation copy again. */
  readonly ContentHash: string;
  readonly ContentType: string;
  /** `Cache-Control` header; absent when there is none. */
  readonly CacheControl?: string;
  /** Leaves earlier versions to the bucket's lifecycle rules on deletion; absent: every version is deleted. */
  readonly KeepVersions?: 'true';
}
