/** Parts of the local site, by their folder, that make up for a divergence. */
export const BRIDGING_PARTS = [
  'emulator',
  'gateway',
  'localize',
  'network',
  'observe',
  'provider',
  'site',
  'telemetry',
] as const;

/** How honmaru lives with a divergence. */
export type DivergenceBridge =
  | {
      /** Part of the local site that makes up for it. */
      readonly by: (typeof BRIDGING_PARTS)[number];
      readonly how: string;
    }
  | {
      readonly by: 'nobody';
      /** Why nothing needs to make up for it. */
      readonly because: string;
    };

/** Something the emulator says otherwise than AWS would. */
export interface Divergence {
  /** What AWS does. */
  readonly aws: string;
  /** Where AWS says so. */
  readonly source: string;
  /** What the emulator does. */
  readonly emulator: string;
  readonly bridge: DivergenceBridge;
  /** What is to be done when the emulator no longer does it. */
  readonly whenChanged: string;
}

/** Documentation of AWS. */
export const AWS_DOCS = 'https://docs.aws.amazon.com';

/** What is done last when the emulator has changed. */
export const DROP_ENTRY = 'delete this entry and its probe';
