import { z } from 'zod';

const text = z.string().min(1);
const words = z.union([text, z.strictObject({ en: text, ja: text })]);

/** What an exceptions file looks like. What one field alone does not tell is checked by itself. */
export const EXCEPTIONS_SHAPE = z.strictObject({
  exceptions: z.array(
    z.strictObject({
      scenarios: z.array(text).min(1).meta({ description: "Names of scenarios; '*' stands for any text" }),
      services: z.array(text).min(1).optional(),
      state: z.enum(['DOWN', 'PARTIAL', 'UNDETERMINED']),
      reason: words.meta({ description: 'Why it is accepted' }),
      procedure: z.strictObject({
        document: text.optional().meta({ description: 'Runbook that says what to do' }),
        does: words.optional().meta({ description: 'What it does, in a sentence' }),
        nothing: words.optional().meta({ description: 'Why there is nothing to do' }),
      }),
      owner: text.meta({ description: 'Role or team that answers for it' }),
      until: z.string().optional().meta({ description: 'Day on which to look at it again, as YYYY-MM-DD' }),
    }),
  ),
});
