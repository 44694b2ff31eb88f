/** The emulator did not answer, or did not answer a question that another answer depends on: nothing may be said for it. */
export class EmulatorSilent extends Error {
  override readonly name = 'EmulatorSilent';
}
