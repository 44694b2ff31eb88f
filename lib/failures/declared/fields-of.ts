import { z } from 'zod';
import type { FieldPath } from '../../verify/policy/read/source';

/** Fields that a schema knows at a path. */
export function fieldsOf(schema: z.core.$ZodType, path: FieldPath): readonly string[] {
  const [step, ...rest] = path;
  if (schema instanceof z.ZodOptional) {
    return fieldsOf(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodArray) {
    return step === undefined ? [] : fieldsOf(schema.element, rest);
  }
  if (!(schema instanceof z.ZodObject)) {
    return [];
  }
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  const inner = shape[String(step)];
  return step === undefined ? Object.keys(shape) : inner === undefined ? [] : fieldsOf(inner, rest);
}
