/** Names as `lib/simulate` has them, which is loaded later; a test compares them. */
export const SCENARIO_NAMES = [
  'normal',
  'zone-lost-before',
  'zone-lost-at-peak',
  'no-launches',
  'zone-lost-no-launches',
  'schedule-missed',
] as const;
