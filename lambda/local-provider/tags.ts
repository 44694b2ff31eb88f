import {
  CreateTagsCommand,
  DeleteTagsCommand,
  type EC2Client,
  type ResourceType,
  type TagSpecification,
} from '@aws-sdk/client-ec2';

/** A tag. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What to do so that the tags of a resource become others. */
export interface TagChanges {
  /** Tags that are new or have another value. */
  readonly put: Tag[];
  /** Keys of tags that are gone. */
  readonly dropped: string[];
}

/** Compares tags; the order does not matter. */
export function tagChanges(before: readonly Tag[] = [], after: readonly Tag[] = []): TagChanges {
  const old = new Map(before.map(({ Key, Value }) => [Key, Value]));
  const keys = new Set(after.map(({ Key }) => Key));
  return {
    put: after.filter(({ Key, Value }) => old.get(Key) !== Value),
    dropped: [...old.keys()].filter((key) => !keys.has(key)),
  };
}

/** Tags as a record, as the newer APIs take them. */
export function tagRecord(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** Tags in the request that makes a resource of EC2; EC2 refuses an empty list. */
export function tagSpecifications(type: ResourceType, tags: readonly Tag[] = []): TagSpecification[] | undefined {
  return tags.length === 0 ? undefined : [{ ResourceType: type, Tags: [...tags] }];
}

/** Changes the tags of a resource of EC2. */
export async function changeEc2Tags(ec2: EC2Client, id: string, { put, dropped }: TagChanges): Promise<void> {
  if (put.length > 0) {
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: put }));
  }
  if (dropped.length > 0) {
    await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: dropped.map((Key) => ({ Key })) }));
  }
}
