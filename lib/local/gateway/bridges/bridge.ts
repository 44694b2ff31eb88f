import type { Answer } from '../answer';
import type { Call } from '../call';
import type { EmulatorView } from '../emulator-view';

/** What a bridge may know. */
export interface BridgeContext {
  readonly call: Call;
  /** The emulator, for what AWS would look up in its own state. */
  readonly view: EmulatorView;
  /** When the emulator says it answered; `undefined` when it does not say. */
  readonly answeredAt: Date | undefined;
}

/** Completes the body of a successful answer with what AWS would have said. Everything comes from the emulator's answers. */
export type Bridge = (body: string, context: BridgeContext) => Promise<string>;

/**
 * Answers in place of the emulator what it refuses to answer because it lacks the action. Everything comes from what was
 * deployed.
 */
export type Substitute = (context: BridgeContext) => Promise<Answer>;
