/** Functions this package deploys; each is a folder of `lambda/` with a `handler.ts`. */
export const FUNCTION_NAMES = [
  'audit-check',
  'backup-check',
  'certificate-check',
  'copy-objects',
  'daily-summary',
  'database-check',
  'database-probe-mysql',
  'database-probe-postgresql',
  'drill',
  'evacuate-writer',
  'evacuate-writer-dry-run',
  'fail-over-writer',
  'fail-over-writer-dry-run',
  'heartbeat-check',
  'line-check',
  'site-check',
  'topology-check',
] as const;

/** Every function that is bundled: those above, and the provider of the local site, which no stack deploys. */
export const BUNDLED_FUNCTIONS = [...FUNCTION_NAMES, 'local-provider'] as const;

/** Name of a function that is bundled. */
export type BundledFunction = (typeof BUNDLED_FUNCTIONS)[number];

/** Name of a function: its folder in `lambda/`. */
export type FunctionName = (typeof FUNCTION_NAMES)[number];
