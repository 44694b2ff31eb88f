import * as z from 'zod/mini';

/** A text; CloudFormation also takes a number or a boolean where it wants one. */
export const text = z.union([z.string(), z.pipe(z.union([z.number(), z.boolean()]), z.transform(String))]);

/** Several texts. */
export const texts = z.array(text);

/** A number, or the text of one: an intrinsic function has no other kind of value. */
export const number = z.union([
  z.number(),
  z.pipe(
    z.string().check(z.regex(/^-?\d+(\.\d+)?$/)),
    z.transform((digits) => Number(digits)),
  ),
]);

/** A boolean, or the text of one. */
export const flag = z.union([
  z.boolean(),
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((word) => word === 'true'),
  ),
]);

/** Tags as most types take them. */
export const tags = z.optional(z.array(z.strictObject({ Key: text, Value: text })));
