/** Ends the emulator that the tests shared. */
export default async function teardown(): Promise<void> {
  await globalThis.testEmulator?.stop();
}
