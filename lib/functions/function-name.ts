/** Functions this package deploys; each is a folder of `lambda/` with a `handler.ts`. */
export const FUNCTION_NAMES = ['backup-check', 'copy-objects', 'database-check', 'topology-check'] as const;

/** Name of a function: its folder in `lambda/`. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];
