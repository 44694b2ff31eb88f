import type { DivergenceId } from '../gateway';
import type { Refusal } from './read-network';

/** Questions that the emulator is known to refuse, by the name of the list. */
const KNOWN: Readonly<Record<string, DivergenceId>> = { TransitGateways: 'TransitGatewaysUnknown' };

/** Sentences about refusals that nobody expects: nothing is known of what they would have told. */
export function unexpectedRefusals(refused: readonly Refusal[]): readonly string[] {
  return refused
    .filter(({ list }) => !Object.hasOwn(KNOWN, list))
    .map(({ region, list, code }) => `${list} of ${region} must be told, and are refused: ${code}`);
}
