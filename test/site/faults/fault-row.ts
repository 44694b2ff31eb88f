/** A faulty configuration, as fields set in the standard one, and the fault it must give. */
export type FaultRow = readonly [
  what: string,
  fields: Readonly<Record<string, unknown>>,
  path: string,
  code: string,
  text: string,
];
