import * as z from 'zod/mini';
import type { ProviderProperties } from './contract';

const text = z.string().check(z.minLength(1));
const record = z.record(z.string(), z.unknown());

/** What CloudFormation sends about any custom resource. */
export const requestSchema = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: text,
  RequestId: text,
  LogicalResourceId: text,
  /** Absent when the resource is created. */
  PhysicalResourceId: z.optional(text),
  ResourceProperties: z.unknown(),
  /** Absent unless the resource is updated. */
  OldResourceProperties: z.optional(z.unknown()),
});

/** A request of CloudFormation. */
export type Request = z.infer<typeof requestSchema>;

/** Properties of every resource that the provider makes. */
export const propertiesSchema: z.ZodMiniType<ProviderProperties> = z.object({
  ServiceToken: text,
  Type: text,
  Properties: z._default(record, {}),
  Kinds: z._default(z.record(z.string(), z.enum(['number', 'boolean'])), {}),
  Reference: z.optional(text),
  Attributes: z.optional(record),
});
